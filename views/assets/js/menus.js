/*
 * - <details data-menu> (components/menu): a click elsewhere and Escape close it, the arrow keys go through it.
 * - <details data-confirm> (components/confirm): its form opens as a dialog; <button type="button" data-confirm-close hidden> closes that.
 */

const ITEMS = 'a, button, summary, input, select, textarea';

document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll('details[data-menu][open]')) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener('keydown', (event) => {
  const menu = event.target.closest?.('details[data-menu][open]');
  if (!menu || event.target.closest('dialog')) return;
  if (event.key === 'Escape') {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    const items = [...menu.querySelectorAll(ITEMS)].filter((item) => item.offsetParent);
    const next = items.indexOf(event.target) + (event.key === 'ArrowDown' ? 1 : -1);
    items.at(next % items.length)?.focus();
  }
});

document.addEventListener('click', (event) => {
  const confirm = event.target.closest('details[data-confirm] > summary')?.parentElement;
  if (!confirm) return;
  event.preventDefault();
  ask(confirm);
});

/** The form goes into a dialog for as long as that is open, and back to its place. */
function ask(confirm) {
  const form = confirm.querySelector('form');
  const dialog = document.createElement('dialog');
  const heading = form.querySelector('h2');
  heading.id ||= `ask-${Math.random().toString(36).slice(2)}`;
  dialog.setAttribute('aria-labelledby', heading.id);
  dialog.append(form);
  document.body.append(dialog);
  const cancel = form.querySelector('[data-confirm-close]');
  cancel.hidden = false;
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog || event.target.closest('[data-confirm-close]')) dialog.close();
  });
  dialog.addEventListener('close', () => {
    confirm.append(form);
    dialog.remove();
    confirm.querySelector('summary').focus();
  });
  dialog.showModal();
  // Enter must not do by itself what was just asked about.
  if (!form.querySelector('input:not([type="hidden"]), textarea, select')) cancel.focus();
}
