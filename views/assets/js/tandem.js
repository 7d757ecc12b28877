/*
 * What every page gets. HTML works without any of it; each module says on top which markup it makes nicer.
 * The custom elements are fetched only by the pages that have them.
 */
import './copy.js';
import './forms.js';
import './lists.js';
import './menus.js';
import './shortcuts.js';

const ELEMENTS = {
  'invoice-lines': './invoice-lines.js',
  'client-picker': './picker.js',
  'number-patterns': './number-patterns.js',
  'chosen-files': './chosen-files.js',
  'template-preview': './template-preview.js',
  'notice-bell': './notice-bell.js',
  'deal-board': './board.js',
  'offer-editor': './offer-editor.js',
  'offer-beginning': './offer-beginning.js',
  'following-days': './following-days.js',
  'live-part': './live-part.js',
  'macro-form': './macro-form.js',
};

for (const [name, module] of Object.entries(ELEMENTS)) if (document.querySelector(name)) import(module);
