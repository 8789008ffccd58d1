// The search box of the support desk.
(() => {
  'use strict';

  // "/" focuses the search box, unless the person is typing somewhere.
  document.addEventListener('keydown', event => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.('input, textarea, select, [contenteditable]')) return;
    const search = document.querySelector('[data-slash-focus]');
    if (search) {
      event.preventDefault();
      search.focus();
    }
  });

  // Search results: the arrow keys move through them, Escape and a press elsewhere close them, typing opens them.
  document.addEventListener('keydown', event => {
    const find = event.target.closest?.('[data-find]');
    if (!find) return;
    const box = find.querySelector('[data-slash-focus]');
    const stops = [box, ...find.querySelectorAll('.find-hits a')];
    if (stops.length === 1) return;
    if (event.key === 'Escape' && !find.dataset.closed) {
      // Otherwise the browser would clear the box with the same key.
      event.preventDefault();
      find.dataset.closed = 'true';
      box.focus();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      delete find.dataset.closed;
      stops.at((stops.indexOf(event.target) + (event.key === 'ArrowDown' ? 1 : -1)) % stops.length).focus();
    }
  });
  document.addEventListener('input', event => {
    delete event.target.closest?.('[data-find]')?.dataset.closed;
  });
  const leave = event => document.querySelectorAll('[data-find]').forEach(find => {
    if (!find.contains(event.target)) find.dataset.closed = 'true';
  });
  document.addEventListener('pointerdown', leave);
  document.addEventListener('focusin', leave);
})();
