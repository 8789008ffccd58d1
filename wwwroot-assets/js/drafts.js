// A text that is kept for this tab until it is sent. Private windows may keep nothing.
(() => {
  'use strict';

  const drafts = use => {
    try {
      return use(sessionStorage) ?? null;
    } catch {
      return null;
    }
  };

  // Kept with each letter: a page can be gone before the field is left.
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
