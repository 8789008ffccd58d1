// Submits a code of a fixed number of digits once the last one is typed or the code is pasted, without the spaces that came along.
// A code that a browser or a password manager fills in waits for the button. Any submission or button press cancels the timer.
(() => {
  'use strict';

  // Long enough to see the last digit, and to press Enter anyway.
  const pause = 400;
  let timer;

  const isTypedOrPasted = event => event.inputType === 'insertFromPaste'
    || (event.inputType === 'insertText' && event.data?.length === 1);

  document.addEventListener('input', event => {
    const field = event.target;
    if (!field.matches?.('input[data-code]')) return;
    clearTimeout(timer);
    const digits = field.value.replace(/[\s-]/g, '');
    if (!/^\d+$/.test(digits) || digits.length !== Number(field.dataset.code) || !isTypedOrPasted(event)) return;
    if (field.value !== digits) field.value = digits;
    timer = setTimeout(() => {
      if (!field.isConnected || field.disabled) return;
      field.dispatchEvent(new Event('change', { bubbles: true }));
      field.form?.requestSubmit();
    }, pause);
  });

  document.addEventListener('submit', () => clearTimeout(timer), true);
  document.addEventListener('click', event => {
    if (event.target.closest?.('button')) clearTimeout(timer);
  }, true);
})();
