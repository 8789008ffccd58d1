// Shows the progress of a long export and lets people cancel it. Without this script the form is sent like any other.
(() => {
  'use strict';

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
})();
