/*
 * - Every form that posts is sent once: its buttons rest until the answer comes (a double click on "Issue" issues once).
 * - <div data-error-summary tabindex="-1"> (components/errors) gets the focus, so that it is read out and seen.
 *   Each of its lines begins with the label of the field that it leads to: "This field is required." alone says little on top of a form.
 * - <… data-flash> with <button data-flash-close hidden>: the notice can be closed.
 * - <button type="button" data-print hidden>: prints the page.
 */

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== 'post') return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = 'yes';
  // Later, for a button that is disabled now would not be part of what is sent.
  setTimeout(() => rest(form, true));
});

// Back from the next page, out of the browser's memory, the form must work again.
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) {
    delete form.dataset.sent;
    rest(form, false);
  }
});

function rest(form, resting) {
  for (const button of form.elements) if (button.type === 'submit') button.disabled = resting;
}

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-flash-close]')) event.target.closest('[data-flash]').remove();
  if (event.target.closest('[data-print]')) window.print();
});

for (const button of document.querySelectorAll('[data-flash-close], [data-print]')) button.hidden = false;
for (const link of document.querySelectorAll('[data-error-summary] a[href^="#f-"]')) {
  const field = document.getElementById(link.hash.slice(1));
  const label = (field?.labels?.[0] ?? field?.querySelector(':scope > legend'))?.textContent.trim();
  if (label) link.textContent = `${label}: ${link.textContent}`;
}
document.querySelector('[data-error-summary]')?.focus();
