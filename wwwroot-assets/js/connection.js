// The connection of an open page: not there yet, lost, or there again.
(() => {
  'use strict';

  // While the connection is lost nobody answers a press, and a switch that moved would say what is not so. What is being
  // typed stays, and so does the focus.
  const isLost = () => document.getElementById('components-reconnect-modal')?.checkVisibility() === true;
  const ignore = event => {
    if (!event.target.closest?.('.page, .mud-dialog') || !isLost()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  ['click', 'submit'].forEach(type => document.addEventListener(type, ignore, true));
  document.addEventListener('mousedown', event => event.target.matches?.('select') && ignore(event), true);
  document.addEventListener('keydown', event => {
    if (event.key !== 'Tab' && !event.target.matches?.('textarea, input:not([type=checkbox], [type=radio])')) ignore(event);
  }, true);

  // An open page that never got its connection says so, and what to do: at the framework's own error, or when nothing has
  // come for a while. Until then all that could be pressed is disabled.
  const firstConnection = 15000;
  const noConnection = document.getElementById('no-connection');
  let connectionTimer;
  let connectionError;
  let isConnected = false;
  document.addEventListener('portal-connected', () => {
    isConnected = true;
    clearTimeout(connectionTimer);
    connectionError?.disconnect();
    if (noConnection) noConnection.hidden = true;
  });

  // Before the connection is there, a link loads its page as any link does. The framework would change the address, and the
  // page would stay as it was.
  document.addEventListener('click', event => {
    if (!isConnected && event.target.closest?.('a[href]')) event.stopImmediatePropagation();
  }, true);

  if (noConnection) {
    const failed = document.getElementById('blazor-error-ui');
    const say = async () => {
      clearTimeout(connectionTimer);
      connectionError.disconnect();
      failed.style.display = 'none';
      let room = 'free';
      try {
        const response = await fetch('/pages/room', { cache: 'no-store' });
        if (response.ok && !response.redirected) room = await response.text();
      } catch {
        // Nothing comes through at all: that is a connection too.
      }
      const words = [...noConnection.querySelectorAll('[data-room]')];
      const word = words.find(one => one.dataset.room === room) ?? words[0];
      words.forEach(one => { one.hidden = one !== word; });
      noConnection.hidden = isConnected;
    };
    connectionTimer = setTimeout(say, firstConnection);
    connectionError = new MutationObserver(() => { if (failed.style.display === 'block') say(); });
    connectionError.observe(failed, { attributes: true, attributeFilter: ['style'] });
  }

  // Another node, or this one started anew, does not know the page: it is loaded again, unless that would lose what was
  // typed. Then the person is asked to.
  const isTyped = field => !['hidden', 'checkbox', 'radio'].includes(field.type) && field.value !== field.defaultValue;
  document.addEventListener('components-reconnect-state-changed', event => {
    if (['rejected', 'resume-failed'].includes(event.detail.state)
      && ![...document.querySelectorAll('input, textarea')].some(isTyped)) {
      location.reload();
    }
  }, true);

  document.addEventListener('click', event => {
    if (event.target.closest?.('[data-reload]')) location.reload();
  });
})();
