namespace SecurityPortal.Tests.Browser.Controls;

/// <summary>
/// What tells of a page's controls, inside the page: of each that can be used at the moment, and of each that is. Role and
/// name are the browser's own (<c>--enable-blink-features=ComputedAccessibilityInfo</c>).
/// </summary>
internal static class ControlScript
{
    public const string Binding = "portalControl";

    public const string Text =
        """
        (() => {
          const controls = 'a[href], button, input:not([type=hidden], [readonly]), select, textarea, summary, [role=button], '
            + '[role=link], [role=switch], [role=checkbox], [role=radio], [role=menuitem], [role=tab], [role=option]';
          const told = new Set();

          // The address changes a moment before the page does, and the old one may be drawn once more in the meantime: it is
          // the old page as long as its heading is there, and an element belongs to the page that it was first seen on.
          let page = location.pathname;
          let heading;
          const currentPage = () => {
            const now = document.querySelector('main h1')?.textContent;
            if (location.pathname === page || now !== heading) {
              page = location.pathname;
              heading = now;
            }
            return page;
          };
          const firstSeen = new WeakMap();
          const pageOf = element => {
            if (!firstSeen.has(element)) firstSeen.set(element, currentPage());
            return firstSeen.get(element);
          };
          const placeOf = element => {
            const dialog = element.closest('dialog, [role=dialog]');
            if (dialog) return `dialog ${dialog.computedName}`;
            return element.closest('main') && !element.closest('nav, .support-bar, .alarm') ? pageOf(element) : '';
          };
          const canBeUsed = element =>
            element.checkVisibility({ visibilityProperty: true }) && !element.matches(':disabled, [aria-disabled=true]')
            && !element.closest('[inert]') && (!document.querySelector('dialog:modal') || element.closest('dialog:modal'));

          const tell = (...line) => {
            const text = JSON.stringify(line);
            if (!told.has(text)) {
              told.add(text);
              window.portalControl(text);
            }
          };
          const tellOf = (what, element) => {
            // The names that are compared are the English ones.
            if (!document.documentElement.lang.startsWith('en')) return;
            const role = element.matches('summary') ? 'summary' : element.computedRole || element.type || '';
            const name = (element.computedName || element.textContent || '').replace(/\s+/g, ' ').trim();
            tell(what, placeOf(element), role, name);
          };
          const look = () => {
            tell('page', currentPage(), '', '');
            document.querySelectorAll(controls).forEach(element => canBeUsed(element) && tellOf('seen', element));
          };

          let waiting = 0;
          const lookSoon = () => waiting ||= setTimeout(() => { waiting = 0; look(); }, 100);
          new MutationObserver(lookSoon).observe(document, { subtree: true, childList: true, attributes: true });
          document.addEventListener('DOMContentLoaded', look);

          const use = event => {
            const element = event.target.closest?.(controls);
            if (!element) return;
            look();
            tellOf('used', element);
          };
          document.addEventListener('click', event => event.isTrusted && use(event), true);
          document.addEventListener('input', event => event.target.matches('[type=checkbox], [type=radio]') || use(event), true);
        })();
        """;
}
