// Asks the portal how strong a new password is whenever typing pauses.
(() => {
  'use strict';

  let strengthTimer;
  let strengthAsked;
  const stopStrength = () => {
    clearTimeout(strengthTimer);
    strengthAsked?.abort();
  };
  // Sending the form uses up its link, after which the portal answers no more requests with it.
  document.addEventListener('submit', stopStrength);
  document.addEventListener('input', event => {
    const area = event.target.closest?.('[data-strength]');
    if (!area) return;
    stopStrength();
    strengthTimer = setTimeout(async () => {
      strengthAsked = new AbortController();
      const field = area.querySelector('input');
      const body = new FormData();
      body.set(field.name, field.value);
      body.set('__RequestVerificationToken', field.form.elements['__RequestVerificationToken'].value);
      body.set('token', new URLSearchParams(location.search).get('token') ?? '');
      try {
        const response = await fetch(area.dataset.strength, { method: 'POST', body, signal: strengthAsked.signal });
        if (!response.ok) {
          area.querySelector('[data-strength-show]').hidden = true;
          return;
        }
        const { score, text } = await response.json();
        area.querySelector('meter').value = score;
        area.querySelector('[data-strength-text]').textContent = text;
        area.querySelector('[data-strength-show]').hidden = field.value === '';
      } catch {
        // The form reports what is wrong when it is sent.
      }
    }, 300);
  });
})();
