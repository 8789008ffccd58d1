// The connection of an open page: not there yet, lost, or restored.
(() => {
  'use strict';

  // While the connection is lost nothing handles a press, and a switch that moved would show a false state. Text being typed and
  // the focus stay.
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

  // An open page that never connects says so, and what to do, after the framework's own error or a timeout. Until it connects,
  // every control is disabled.
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

  // Before the page is connected, a link loads its page normally. The framework would change the address, but the page would stay
  // as it was.
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
        // Even this request failed, so the connection is to blame and not a lack of room.
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

  // Another node, or this one after a restart, does not know the page. Reloads it, unless that would lose typed text; then the page
  // asks the person to reload.
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
