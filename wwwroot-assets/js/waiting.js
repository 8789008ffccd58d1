// Waits for an answer given in another browser.
(() => {
  'use strict';

  const waiting = document.querySelector('[data-waiting]');
  if (waiting) {
    const asking = waiting.closest('form');
    const again = waiting.querySelector('[data-waiting-again]');
    again.addEventListener('click', () => location.assign(location.pathname + location.search));
    const over = () => {
      waiting.querySelector('[data-waiting-text]').textContent = waiting.dataset.over;
      again.hidden = false;
    };
    const wait = async () => {
      try {
        const response = await fetch(asking.dataset.waitingUrl, { cache: 'no-store' });
        const { state } = await response.json();
        if (state === 'answered') asking.requestSubmit();
        else if (state === 'over') over();
        else wait();
      } catch {
        setTimeout(wait, 2000);
      }
    };
    wait();
  }
})();
