/*
 * - <tr data-href="/crm/deals/7">: a click anywhere on the row opens it; a click with Ctrl, ⌘ or the wheel in a new tab. Its name is a link besides.
 * - <form data-ticks> around a table: <input type="checkbox" name="…"> in cells of class "tick" choose rows;
 *     <input type="checkbox" data-ticks-all hidden> in the head chooses all of the page;
 *     <div class="bulk-bar" data-ticks-bar> shows only while something is chosen (without script always);
 *     in it <span data-ticks-count data-text="{{t 'bulk.chosen' count='{count}'}}"> says how many.
 */

const INTERACTIVE = 'a, button, input, select, label, summary, details';

for (const type of ['click', 'auxclick']) {
  document.addEventListener(type, (event) => {
    const row = event.target.closest('tr[data-href]');
    const isOther = event.button > 1 || event.target.closest(INTERACTIVE) || String(window.getSelection());
    if (!row || isOther) return;
    if (event.ctrlKey || event.metaKey || event.button === 1) window.open(row.dataset.href, '_blank', 'noopener');
    else window.location.assign(row.dataset.href);
  });
}

for (const form of document.querySelectorAll('[data-ticks]')) watchTicks(form);

function watchTicks(form) {
  const all = form.querySelector('[data-ticks-all]');
  const bar = form.querySelector('[data-ticks-bar]');
  const count = form.querySelector('[data-ticks-count]');
  const boxes = [...form.querySelectorAll('tbody .tick input')];
  const show = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    if (all) all.checked = chosen > 0 && chosen === boxes.length;
    if (all) all.indeterminate = chosen > 0 && chosen < boxes.length;
    if (bar) bar.hidden = chosen === 0;
    if (count) count.textContent = count.dataset.text.replace('{count}', chosen);
  };
  all?.addEventListener('change', () => {
    for (const box of boxes) box.checked = all.checked;
  });
  form.addEventListener('change', show);
  // After going back the browser ticks again what was ticked.
  window.addEventListener('pageshow', show);
  if (all) all.hidden = false;
  show();
}
