// Browser functions that open pages call, and the skip link.
(() => {
  'use strict';

  window.portal = {
    ...window.portal,

    // The first call of an open page: from here on it is connected.
    timeZone: () => {
      document.dispatchEvent(new Event('portal-connected'));
      try {
        const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
        return typeof timeZone === 'string' ? timeZone : '';
      } catch {
        return '';
      }
    },

    // The cookie, which is no secret, keeps the last person's theme for the pages before sign-in.
    theme: name => {
      document.documentElement.dataset.theme = name;
      const secure = location.protocol === 'https:' ? '; Secure' : '';
      document.cookie = `portal-theme=${name}; Path=/; Max-Age=34560000; SameSite=Lax${secure}`;
    },

    copy: async text => {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        return false;
      }
    },

    download: (name, text) => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
      link.download = name;
      link.click();
      URL.revokeObjectURL(link.href);
    },

    print: () => window.print(),

    focus: id => document.getElementById(id)?.focus(),

    focusHeading: () => {
      const heading = document.querySelector('h1');
      if (!heading || document.activeElement?.matches('input, select, textarea')) return;
      heading.tabIndex = -1;
      heading.focus();
    },

    readTitle: title => {
      title.focus();
      title.closest('.mud-dialog').querySelector('.dialog-content').scrollTo(0, 0);
    },
  };

  // "#content" alone would resolve against the page's base element.
  document.addEventListener('click', event => {
    if (!event.target.closest?.('.skip')) return;
    event.preventDefault();
    document.getElementById('content')?.focus();
  });
})();
