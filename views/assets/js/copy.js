/*
 * <button type="button" data-copy="id of a field" data-copied="what to say then" hidden>: copies what the field holds.
 */

for (const button of document.querySelectorAll('[data-copy]')) button.hidden = false;

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  // Browsers give the clipboard to pages over HTTPS only: elsewhere the text is at least chosen.
  await navigator.clipboard?.writeText(field.value);
  button.title = button.dataset.copied;
  button.classList.add('is-copied');
});
