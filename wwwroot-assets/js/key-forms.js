// Buttons that ask for a security key at the second step, or for a passkey instead of the password. Load after keys.js.
(() => {
  'use strict';

  const { usesKeys: canUseKeys, keyTrouble: troubleOf } = window.portal;

  document.querySelectorAll('[data-key-form]').forEach(area => {
    const form = area.closest('form');
    const button = area.querySelector('[data-key-button]');
    const field = area.querySelector('input[name="code"], input[name="credential"]');
    const message = area.querySelector('[data-key-error]');
    const say = trouble => {
      message.textContent = message.dataset[trouble] ?? message.dataset.failed;
      message.hidden = false;
    };
    area.hidden = false;
    if (!canUseKeys()) {
      if (area.dataset.optionsUrl) area.hidden = true;
      else say('unsupported');
      button.disabled = true;
      return;
    }

    // The page may have been open for longer than its challenge lives, so each press takes a new one from the page as it is now.
    const newChallenge = async () => {
      const url = new URL(location.href);
      url.searchParams.set('method', form.elements.method.value);
      url.searchParams.delete('another');
      const response = await fetch(url, { cache: 'no-store' });
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      return page.querySelector('[data-key-form]')?.dataset.options;
    };
    const optionsOf = async () => {
      if (area.dataset.options) return await newChallenge().catch(() => null) || area.dataset.options;
      const response = await fetch(area.dataset.optionsUrl, { method: 'POST', body: new FormData(form) });
      if (!response.ok) throw Object.assign(new Error('no options'), { name: response.status === 429 ? 'Busy' : 'Error' });
      return response.text();
    };
    button.addEventListener('click', async () => {
      button.disabled = true;
      message.hidden = true;
      area.dispatchEvent(new Event('key-asked'));
      try {
        const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(await optionsOf()));
        const credential = await navigator.credentials.get({ publicKey });
        field.value = JSON.stringify(credential);
        form.requestSubmit();
      } catch (error) {
        say(troubleOf(error));
        button.disabled = false;
        area.dispatchEvent(new Event('key-troubled'));
      }
    });
    button.disabled = false;
  });
})();
