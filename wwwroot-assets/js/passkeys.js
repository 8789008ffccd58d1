// Passkey features beyond answering a button. Browsers that lack one skip it, and everything else works as before. Load after
// keys.js.
(() => {
  'use strict';
  const webAuthn = window.PublicKeyCredential;
  const canUseKeys = window.portal.usesKeys;

  // Signals password managers where the browser supports it; it does not matter here whether they listen.
  const tell = async (signal, what) => {
    try {
      await webAuthn?.[signal]?.(what);
    } catch {
      // The browser refused or does not support the signal.
    }
  };

  // Open pages call these.
  Object.assign(window.portal, {
    // Whether the browser may create a passkey without a prompt, if it has just filled in the password.
    makesKeysQuietly: async () => {
      try {
        return canUseKeys() && (await webAuthn.getClientCapabilities?.())?.conditionalCreate === true;
      } catch {
        return false;
      }
    },

    // Creates one this way. Returns its signed answer as JSON, or nothing; then the page prompts as usual.
    createKeyQuietly: async options => {
      try {
        const publicKey = webAuthn.parseCreationOptionsFromJSON(JSON.parse(options));
        const signal = AbortSignal.timeout(5000);
        return { credential: JSON.stringify(await navigator.credentials.create({ publicKey, mediation: 'conditional', signal })) };
      } catch {
        return {};
      }
    },

    signalKeys: async ({ rpId, userId, name, credentialIds }) => {
      const allAcceptedCredentialIds = credentialIds.split(',').filter(Boolean);
      await tell('signalAllAcceptedCredentials', { rpId, userId, allAcceptedCredentialIds });
      await tell('signalCurrentUserDetails', { rpId, userId, name, displayName: name });
    },

    dropKey: (rpId, credentialId) => tell('signalUnknownCredential', { rpId, credentialId }),
  });

  // On the sign-in page, the browser offers passkeys when it autofills the name.
  const form = document.querySelector('form[data-options-url]');
  if (!form || !canUseKeys()) return;
  const { optionsUrl, rpId, unknownPasskey } = form.dataset;
  if (unknownPasskey) window.portal.dropKey(rpId, unknownPasskey);

  const young = 60000;
  let question = null;
  const stop = () => {
    clearTimeout(question?.timer);
    question?.abort.abort();
    question = null;
  };
  const ask = async () => {
    stop();
    const mine = question = { abort: new AbortController(), at: Date.now() };
    const { signal } = mine.abort;
    try {
      const body = new FormData(form);
      body.set('mediation', 'conditional');
      const response = await fetch(optionsUrl, { method: 'POST', body, signal });
      if (!response.ok) return;
      const options = await response.json();
      if (mine !== question) return;

      // The challenge expires after a while, so the page requests a new one shortly before.
      mine.timer = setTimeout(() => { if (document.visibilityState === 'visible') ask(); }, options.timeout * 0.9);
      const publicKey = webAuthn.parseRequestOptionsFromJSON(options);
      const credential = await navigator.credentials.get({ publicKey, mediation: 'conditional', signal });
      stop();
      form.elements.credential.value = JSON.stringify(credential);
      form.requestSubmit();
    } catch {
      // None was chosen, or it did not answer: the name, the password and the button still work.
    }
  };

  // A browser handles one WebAuthn request at a time, and the button's takes precedence.
  form.addEventListener('key-asked', stop);
  form.addEventListener('key-troubled', ask);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && question && Date.now() - question.at > young) ask();
  });
  webAuthn.isConditionalMediationAvailable?.().then(can => { if (can) ask(); }, () => {});
})();
