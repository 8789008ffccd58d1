// Registers and asks security keys and passkeys. Returns the signed credential as JSON, or a word for what went wrong.
(() => {
  'use strict';

  const canUseKeys = () => 'PublicKeyCredential' in window && 'parseCreationOptionsFromJSON' in PublicKeyCredential;

  const troubleOf = error => {
    switch (error.name) {
      case 'InvalidStateError': return 'registered';
      case 'NotAllowedError':
      case 'AbortError': return 'cancelled';
      case 'NotSupportedError': return 'unsupported';
      case 'Busy': return 'busy';
      default: return 'failed';
    }
  };

  const answerOf = async ask => {
    if (!canUseKeys()) return { trouble: 'unsupported' };
    try {
      return { credential: JSON.stringify(await ask()) };
    } catch (error) {
      return { trouble: troubleOf(error) };
    }
  };

  window.portal = {
    ...window.portal,
    usesKeys: canUseKeys,
    keyTrouble: troubleOf,

    createKey: options => answerOf(() =>
      navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(options)) })),

    askKey: options => answerOf(() =>
      navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(options)) })),
  };
})();
