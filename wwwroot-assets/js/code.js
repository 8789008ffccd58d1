// A code of so many digits goes on its way by itself once the last one is typed or the code is pasted; spaces that came along
// are dropped. What a browser or a password manager fills in, and what was sent meanwhile, waits for the button.
(() => {
  'use strict';

  // Long enough to see the last digit, and for whoever presses Enter anyway.
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
