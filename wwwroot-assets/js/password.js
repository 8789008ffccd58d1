// Adds a button to each password field that shows what was typed; hidden again before the form is sent.
(() => {
  'use strict';
  const { show, hide, icons } = document.body.dataset;
  const picture = name => `<svg class="icon" aria-hidden="true" focusable="false"><use href="${icons}#${name}"/></svg>`;

  document.querySelectorAll('.mud-input > input[type="password"]').forEach(field => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'mud-button-root mud-icon-button reveal';
    const look = isShown => {
      field.type = isShown ? 'text' : 'password';
      button.setAttribute('aria-label', isShown ? hide : show);
      button.innerHTML = picture(isShown ? 'eye-off' : 'eye');
    };
    look(false);
    button.addEventListener('click', () => {
      look(field.type === 'password');
      field.focus();
    });
    field.form?.addEventListener('submit', () => look(false));
    field.after(button);
  });
})();
