// Keyboard handling of dialogs, without involving the server.
(() => {
  'use strict';

  // An open dialog takes the focus, and everything behind it is inert. When the last dialog closes, the element that had the focus
  // before gets it back. If the dialog's action removed that element, the switch of its row gets it.
  const dialogs = () => [...document.querySelectorAll('.mud-dialog')];
  let opener = null;

  const giveFocusBack = () => {
    const left = dialogs().at(-1);
    if (left) {
      left.querySelector('.dialog-title')?.focus();
      return;
    }
    document.querySelectorAll('.mud-layout').forEach(page => { page.inert = false; });
    if (!opener || (document.activeElement && document.activeElement !== document.body)) return;
    const { element, row } = opener;
    const place = element.isConnected && !element.disabled
      ? element
      : document.querySelector(row ? `[data-testid="${row}"] [role="switch"]:enabled` : 'h1');
    (place ?? document.querySelector('h1'))?.focus();
    opener = null;
  };

  const begin = dialog => {
    const active = document.activeElement;
    if (active && active !== document.body && !active.closest('.mud-dialog')) {
      opener = { element: active, row: active.closest('[data-testid]')?.dataset.testid };
    }
    document.querySelectorAll('.mud-layout').forEach(page => { page.inert = true; });
    dialog.querySelector('.dialog-title')?.focus();
  };

  const dialogsIn = nodes => [...nodes].filter(node => node instanceof Element)
    .flatMap(node => node.matches('.mud-dialog') ? [node] : [...node.querySelectorAll('.mud-dialog')]);
  new MutationObserver(changes => {
    changes.flatMap(change => dialogsIn(change.addedNodes)).filter(dialog => dialog.isConnected).forEach(begin);
    if (changes.some(change => dialogsIn(change.removedNodes).length > 0)) giveFocusBack();
  }).observe(document.documentElement, { childList: true, subtree: true });

  // Tab wraps from the last element of a dialog to its first, and Shift+Tab the other way.
  const stops = 'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex="0"]:not(.mud-focus-trap > *)';
  document.addEventListener('keydown', event => {
    const dialog = document.activeElement?.closest('.mud-dialog');
    if (event.key !== 'Tab' || !dialog) return;
    const all = [...dialog.querySelectorAll(stops)].filter(stop => stop.tabIndex >= 0 && stop.checkVisibility());
    const [end, start] = event.shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]];
    const isAtEnd = document.activeElement === end || (event.shiftKey && document.activeElement.matches('.dialog-title'));
    if (isAtEnd && start) {
      event.preventDefault();
      start.focus();
    }
  });

  // Escape presses the close button, and the server removes the dialog. Anything open inside the dialog closes first: a list by
  // itself, the rest by its own button.
  document.addEventListener('keydown', event => {
    const dialog = dialogs().at(-1);
    if (event.key !== 'Escape' || !dialog || event.target.matches?.('[aria-expanded="true"]')) return;
    event.preventDefault();
    (dialog.querySelector('[data-escape]') ?? dialog.querySelector('.dialog-close'))?.click();
  });
})();
