// A form that is being sent says so and cannot be sent twice.
(() => {
  'use strict';

  document.addEventListener('submit', event => {
    const form = event.target;
    if (form.method !== 'post') return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = 'true';
    form.setAttribute('aria-busy', 'true');
    event.submitter?.setAttribute('data-pressed', '');
  });
  window.addEventListener('pageshow', () =>
    document.querySelectorAll('form[data-sent]').forEach(form => {
      delete form.dataset.sent;
      form.removeAttribute('aria-busy');
      form.querySelector('[data-pressed]')?.removeAttribute('data-pressed');
    }));
})();
