// What pages need of the browser. Every page works without it except where it says so.
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

  window.portal = {
    // The first thing that an open page asks for: from here on it works.
    timeZone: () => {
      connected();
      try {
        const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
        return typeof timeZone === 'string' ? timeZone : '';
      } catch {
        return '';
      }
    },

    // Before sign-in this browser looks as its last person wants it: hence the cookie, which is no secret.
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

    // Registers a security key: its signed answer as JSON, or a word for what went wrong.
    createKey: async options => {
      if (!canUseKeys()) return { trouble: 'unsupported' };
      try {
        const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(options));
        const credential = await navigator.credentials.create({ publicKey });
        return { credential: JSON.stringify(credential) };
      } catch (error) {
        return { trouble: troubleOf(error) };
      }
    },

    // Asks a security key on a page that is open: its signed answer as JSON, or a word for what went wrong.
    askKey: async options => {
      if (!canUseKeys()) return { trouble: 'unsupported' };
      try {
        const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(options));
        return { credential: JSON.stringify(await navigator.credentials.get({ publicKey })) };
      } catch (error) {
        return { trouble: troubleOf(error) };
      }
    },

    // A text that was kept for this tab, and its end. Private windows may keep nothing.
    readDraft: key => drafts(store => store.getItem(`draft:${key}`)),
    dropDraft: key => drafts(store => store.removeItem(`draft:${key}`)),

    // Sounds are off until they are wanted, and played only where the browser lets pages play: elsewhere asking for one
    // would be an error in its console.
    alarmSound: () => {
      try {
        return localStorage.getItem('alarm-sound') === 'on';
      } catch {
        return false;
      }
    },
    setAlarmSound: on => {
      try {
        if (on) localStorage.setItem('alarm-sound', 'on');
        else localStorage.removeItem('alarm-sound');
      } catch {
        // Nothing is kept in this browser: it holds for this page.
      }
    },
    playAlarm: () => {
      if (!navigator.userActivation?.hasBeenActive) return;
      const audio = new AudioContext();
      const [tone, volume] = [audio.createOscillator(), audio.createGain()];
      tone.frequency.value = 880;
      volume.gain.setValueAtTime(0.2, audio.currentTime);
      volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.6);
      tone.connect(volume).connect(audio.destination);
      tone.onended = () => audio.close();
      tone.start();
      tone.stop(audio.currentTime + 0.6);
    },

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

  function drafts(use) {
    try {
      return use(sessionStorage) ?? null;
    } catch {
      return null;
    }
  }

  // Kept with each letter: a page can be gone before the field is left.
  document.addEventListener('input', event => {
    const key = event.target.dataset?.draft;
    if (key) drafts(store => store.setItem(`draft:${key}`, event.target.value));
  });

  function canUseKeys() {
    return 'PublicKeyCredential' in window && 'parseCreationOptionsFromJSON' in PublicKeyCredential;
  }

  function troubleOf(error) {
    switch (error.name) {
      case 'InvalidStateError': return 'registered';
      case 'NotAllowedError':
      case 'AbortError': return 'cancelled';
      case 'NotSupportedError': return 'unsupported';
      case 'Busy': return 'busy';
      default: return 'failed';
    }
  }

  // Buttons that ask a security key at the second step, or a passkey instead of the password.
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

    const optionsOf = async () => {
      if (area.dataset.options) return area.dataset.options;
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
  });

  document.addEventListener('click', event => {
    // "#content" alone would lead to the address in the page's base element.
    if (event.target.closest?.('.skip')) {
      event.preventDefault();
      document.getElementById('content')?.focus();
    } else if (event.target.closest?.('[data-reload]')) {
      location.reload();
    }
  });

  // An open page that never got its connection says so, and what to do: at the framework's own error, or when nothing has
  // come for a while. Until then all that could be pressed is disabled.
  const firstConnection = 15000;
  const noConnection = document.getElementById('no-connection');
  let connectionTimer;
  let connectionError;
  let isConnected = false;
  function connected() {
    isConnected = true;
    clearTimeout(connectionTimer);
    connectionError?.disconnect();
    if (noConnection) noConnection.hidden = true;
  }

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

  // How good a new password is, asked when the typing pauses. Delegated: such fields come and go on open pages.
  let strengthTimer;
  let strengthAsked;
  const stopStrength = () => {
    clearTimeout(strengthTimer);
    strengthAsked?.abort();
  };
  // Once the form is sent its link is used up, and no question can be answered by it any more.
  document.addEventListener('submit', stopStrength);
  document.addEventListener('input', event => {
    const area = event.target.closest?.('[data-strength]');
    if (!area) return;
    stopStrength();
    strengthTimer = setTimeout(async () => {
      strengthAsked = new AbortController();
      const field = area.querySelector('input');
      const body = new FormData();
      body.set(field.name, field.value);
      body.set('__RequestVerificationToken', field.form.elements['__RequestVerificationToken'].value);
      body.set('token', new URLSearchParams(location.search).get('token') ?? '');
      try {
        const response = await fetch(area.dataset.strength, { method: 'POST', body, signal: strengthAsked.signal });
        if (!response.ok) {
          area.querySelector('[data-strength-show]').hidden = true;
          return;
        }
        const { score, text } = await response.json();
        area.querySelector('meter').value = score;
        area.querySelector('[data-strength-text]').textContent = text;
        area.querySelector('[data-strength-show]').hidden = field.value === '';
      } catch {
        // The form itself says what is wrong.
      }
    }, 300);
  });

  // Moments to come on static pages, in the browser's own zone and as its country writes them.
  const language = document.documentElement.lang;
  const locale = navigator.languages.find(other => other.split('-')[0] === language.split('-')[0]) ?? language;
  document.querySelectorAll('time[data-local-time]').forEach(time => {
    time.textContent = new Date(time.dateTime).toLocaleString(
      locale, { weekday: 'long', day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' });
  });

  // A form that is being sent says so and cannot be sent twice.
  document.addEventListener('submit', event => {
    const form = event.target;
    if (form.method !== 'post') return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = 'true';
    form.setAttribute('aria-busy', 'true');
    event.submitter?.setAttribute('data-pressed', '');
  });
  window.addEventListener('pageshow', () =>
    document.querySelectorAll('form[data-sent]').forEach(form => {
      delete form.dataset.sent;
      form.removeAttribute('aria-busy');
      form.querySelector('[data-pressed]')?.removeAttribute('data-pressed');
    }));

  // "/" leads to the search of support, from wherever nothing is being typed.
  document.addEventListener('keydown', event => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.('input, textarea, select, [contenteditable]')) return;
    const search = document.querySelector('[data-slash-focus]');
    if (search) {
      event.preventDefault();
      search.focus();
    }
  });

  // The hits of the search: the arrow keys move through them, Escape and a press elsewhere close them, typing opens them.
  document.addEventListener('keydown', event => {
    const find = event.target.closest?.('[data-find]');
    if (!find) return;
    const box = find.querySelector('[data-slash-focus]');
    const stops = [box, ...find.querySelectorAll('.find-hits a')];
    if (stops.length === 1) return;
    if (event.key === 'Escape' && !find.dataset.closed) {
      // Else the browser would empty the box with the same key.
      event.preventDefault();
      find.dataset.closed = 'true';
      box.focus();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      delete find.dataset.closed;
      stops.at((stops.indexOf(event.target) + (event.key === 'ArrowDown' ? 1 : -1)) % stops.length).focus();
    }
  });
  document.addEventListener('input', event => {
    delete event.target.closest?.('[data-find]')?.dataset.closed;
  });
  const leave = event => document.querySelectorAll('[data-find]').forEach(find => {
    if (!find.contains(event.target)) find.dataset.closed = 'true';
  });
  document.addEventListener('pointerdown', leave);
  document.addEventListener('focusin', leave);

  // A long export says how far it is and can be cancelled. Without this the form is sent as any other.
  document.addEventListener('submit', async event => {
    const form = event.target;
    if (!form.matches?.('[data-export]') || !window.ReadableStream) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.dataset.sent) return;
    form.dataset.sent = 'true';
    const status = form.querySelector('[data-export-status]');
    const cancel = form.querySelector('[data-export-cancel]');
    const abort = new AbortController();
    const stop = () => abort.abort();
    cancel.hidden = false;
    cancel.addEventListener('click', stop);
    try {
      const response = await fetch(form.action, { method: 'POST', body: new FormData(form, event.submitter), signal: abort.signal });
      if (response.redirected) {
        location.assign(response.url);
        return;
      }
      if (!response.ok) throw new Error('refused');
      const name = /filename="?([^";]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'log';
      const parts = [];
      let size = 0;
      for (const reader = response.body.getReader(); ;) {
        const { done, value } = await reader.read();
        if (done) break;
        parts.push(value);
        size += value.length;
        status.textContent = form.dataset.progress.replace('{0}', Math.ceil(size / 1024));
      }
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(parts, { type: response.headers.get('content-type') }));
      link.download = name;
      link.click();
      URL.revokeObjectURL(link.href);
      status.textContent = form.dataset.done;
    } catch {
      status.textContent = abort.signal.aborted ? '' : form.dataset.failed;
    } finally {
      cancel.hidden = true;
      cancel.removeEventListener('click', stop);
      delete form.dataset.sent;
    }
  }, true);

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

  // How far the code got, asked now and then for a minute.
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

  // Waits for an answer that is given in another browser.
  const waiting = document.querySelector('[data-waiting]');
  if (waiting) {
    const asking = waiting.closest('form');
    const again = waiting.querySelector('[data-waiting-again]');
    again.addEventListener('click', () => location.assign(location.pathname + location.search));
    const over = () => {
      waiting.querySelector('[data-waiting-text]').textContent = waiting.dataset.over;
      again.hidden = false;
    };
    const wait = async () => {
      try {
        const response = await fetch(asking.dataset.waitingUrl, { cache: 'no-store' });
        const { state } = await response.json();
        if (state === 'answered') asking.requestSubmit();
        else if (state === 'over') over();
        else wait();
      } catch {
        setTimeout(wait, 2000);
      }
    };
    wait();
  }

  // The digits in a text that came from this origin, where the browser offers them.
  const code = document.querySelector('input[autocomplete="one-time-code"]');
  if (code && line && 'OTPCredential' in window) {
    const abort = new AbortController();
    code.form.addEventListener('submit', () => abort.abort());
    navigator.credentials.get({ otp: { transport: ['sms'] }, signal: abort.signal })
      .then(otp => { code.value = otp.code; })
      .catch(() => {});
  }
})();
