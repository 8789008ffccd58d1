// The keyboard of dialogs, without asking the server for anything.
(() => {
  'use strict';

  // A dialog that is in the page takes the focus, and what lies behind it is out of reach. What had the focus before gets it
  // back once no dialog is left. If it is gone by then, because what the dialog did took it away, the switch of its row
  // stands in.
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

  // From the last element of a dialog Tab leads to its first.
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

  // Escape presses the button: the server takes the dialog away. What is open within the dialog goes first, a list of its
  // own accord, the rest by a button of its own.
  document.addEventListener('keydown', event => {
    const dialog = dialogs().at(-1);
    if (event.key !== 'Escape' || !dialog || event.target.matches?.('[aria-expanded="true"]')) return;
    event.preventDefault();
    (dialog.querySelector('[data-escape]') ?? dialog.querySelector('.dialog-close'))?.click();
  });
})();
