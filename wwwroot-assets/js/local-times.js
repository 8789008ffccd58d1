// Shows future times on static pages in the browser's time zone and regional format.
(() => {
  'use strict';

  const language = document.documentElement.lang;
  const locale = navigator.languages.find(other => other.split('-')[0] === language.split('-')[0]) ?? language;
  document.querySelectorAll('time[data-local-time]').forEach(time => {
    time.textContent = new Date(time.dateTime).toLocaleString(
      locale, { weekday: 'long', day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' });
  });
})();
