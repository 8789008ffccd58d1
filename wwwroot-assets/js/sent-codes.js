// The second step with a sent code: when a new one may be requested, how its delivery goes, and autofill from the text.
(() => {
  'use strict';

  // "Send a new code" counts down until it may be pressed.
  const button = document.querySelector('button[data-wait]');
  if (button) {
    const label = button.textContent;
    let left = Number(button.dataset.wait);
    const show = () => {
      button.disabled = left > 0;
      button.textContent = left > 0 ? `${label} (${left})` : label;
      if (left-- > 0) setTimeout(show, 1000);
    };
    show();
  }

  // Polls the delivery status of the code for about a minute.
  const form = document.querySelector('form[data-delivery]');
  const line = form?.querySelector('[data-delivery-text]');
  if (line) {
    let asks = 0;
    const ask = async () => {
      try {
        const response = await fetch(form.dataset.delivery, { cache: 'no-store' });
        if (!response.ok) return;
        const { text, final, failed, again } = await response.json();
        if (again) {
          location.replace(location.pathname + location.search);
          return;
        }
        if (line.textContent !== text) line.textContent = text;
        const instead = form.querySelector('[data-delivery-instead]');
        if (instead) instead.hidden = !failed;
        if (final || ++asks > 30) return;
      } catch {
        if (++asks > 30) return;
      }
      setTimeout(ask, 2000);
    };
    setTimeout(ask, 800);
  }

  // Fills in the code from a text bound to this origin, where the browser offers it (WebOTP).
  const code = document.querySelector('input[autocomplete="one-time-code"]');
  if (code && line && 'OTPCredential' in window) {
    const abort = new AbortController();
    code.form.addEventListener('submit', () => abort.abort());
    navigator.credentials.get({ otp: { transport: ['sms'] }, signal: abort.signal })
      .then(otp => { code.value = otp.code; })
      .catch(() => {});
  }
})();
