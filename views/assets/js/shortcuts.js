/*
 * - `/` focuses <input data-search>; `n` opens the blank form that <body data-new="/crm/deals/new"> names; `?` opens <dialog data-shortcuts>, as does <button data-shortcuts-open hidden>;
 * - `g`, then a letter within a second and a half: follows the link of the frame with that data-go.
 * Nothing happens while somebody types, or in a dialog.
 */

const PATIENCE = 1500;
let goingSince = Number.NEGATIVE_INFINITY;

const help = document.querySelector('[data-shortcuts]');
const opener = document.querySelector('[data-shortcuts-open]');

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target.closest('input, textarea, select, [contenteditable], dialog')) return;
  const deed = deedOf(event.key, event.timeStamp);
  if (!deed) return;
  event.preventDefault();
  deed();
});

function deedOf(key, now) {
  if (now - goingSince < PATIENCE) {
    goingSince = Number.NEGATIVE_INFINITY;
    return clicking(`[data-go="${CSS.escape(key.toLowerCase())}"]`);
  }
  if (key === 'g') {
    return () => {
      goingSince = now;
    };
  }
  if (key === '/') return focusing('[data-search]');
  if (key === 'n' && document.body.dataset.new) return () => window.location.assign(document.body.dataset.new);
  if (key === '?') return help && (() => help.showModal());
}

function clicking(selector) {
  const target = document.querySelector(selector);
  return target && (() => target.click());
}

function focusing(selector) {
  const target = document.querySelector(selector);
  return target && (() => target.select());
}

if (opener && help) {
  opener.hidden = false;
  opener.addEventListener('click', () => help.showModal());
}
