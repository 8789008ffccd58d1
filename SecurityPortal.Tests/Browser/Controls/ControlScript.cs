namespace SecurityPortal.Tests.Browser.Controls;

/// <summary>
/// The script that reports a page's controls from inside the page: those that can be used at the moment and those that are used.
/// Role and name are the browser's own (<c>--enable-blink-features=ComputedAccessibilityInfo</c>).
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

          // For an element that is not in the accessibility tree yet: its text as the name will have it, one part after the other.
          const textOf = element => {
            const parts = [];
            const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) parts.push(walker.currentNode.data);
            return parts.join(' ');
          };
          const tellOf = (what, element) => {
            // The names that are compared are the English ones.
            if (!document.documentElement.lang.startsWith('en')) return;
            const role = element.matches('summary') ? 'summary' : element.computedRole || element.type || '';
            const name = (element.computedName || textOf(element)).replace(/\s+/g, ' ').trim();
            tell(what, placeOf(element), role, name);
          };

          // What is there for less than half a second belongs to a page that is on its way out or not there yet.
          const since = new WeakMap();
          let again = 0;
          const look = () => {
            tell('page', currentPage(), '', '');
            const now = performance.now();
            let areYoung = false;
            document.querySelectorAll(controls).forEach(element => {
              // Of a long list the first: the browser takes seconds to name hundreds.
              if (element.matches('[role=option]:nth-child(n + 4)') || !canBeUsed(element)) return;
              pageOf(element);
              if (!since.has(element)) since.set(element, now);
              if (now - since.get(element) < 500) areYoung = true;
              else tellOf('seen', element);
            });
            if (areYoung) again ||= setTimeout(() => { again = 0; look(); }, 500);
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
