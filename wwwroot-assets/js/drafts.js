// Keeps a draft for this tab until it is sent. Private windows may store nothing.
(() => {
  'use strict';

  const drafts = use => {
    try {
      return use(sessionStorage) ?? null;
    } catch {
      return null;
    }
  };

  // Saved on every keystroke: the page can disappear before the field loses focus.
  document.addEventListener('input', event => {
    const key = event.target.dataset?.draft;
    if (key) drafts(store => store.setItem(`draft:${key}`, event.target.value));
  });

  window.portal = {
    ...window.portal,
    readDraft: key => drafts(store => store.getItem(`draft:${key}`)),
    dropDraft: key => drafts(store => store.removeItem(`draft:${key}`)),
  };
})();
