/*
 * <offer-editor data-variables='[{ label, variables: [{ name, label }] }]' data-words='{ bold: "Bold" … }'> lays an editor over the <textarea> in
 * it, which stays what is sent:
 *
 *   <textarea name="html">                           HTML with {{deal.name}}, shown as chips with people's words; an unknown one is marked
 *   <button data-variable="deal.name" hidden>        inserts a chip; <span data-variable-text> beside it is for whoever has no script
 *
 * HTML that the editor would change by opening it stays in the field, with a note; a button leads from one to the other. The field is written only
 * once somebody types. What the editor can do, src/crm/offers/clean-html.ts lets through.
 */
import '/assets/vendor/quill/quill.js';
import { variableBlot } from './offer-chips.js';
import { htmlOf, opened, sameHtml } from './offer-html.js';
import { pictureOf } from './offer-pictures.js';
import { toolbarOf } from './offer-toolbar.js';

const { Quill } = self;
const FORMATS = [
  ...[
    'bold',
    'italic',
    'underline',
    'strike',
    'color',
    'size',
    'header',
    'list',
    'indent',
    'align',
    'blockquote',
    'link',
    'image',
  ],
  ...['table', 'variable'],
];
const PICTURES = ['image/png', 'image/jpeg', 'image/webp'];
/** Tab leaves the editor, as every other field. */
const KEYS = { tab: null, indent: null, outdent: null, 'remove tab': null, 'table tab': null };

class OfferEditor extends HTMLElement {
  connectedCallback() {
    this.words = JSON.parse(this.dataset.words);
    this.field = this.querySelector('textarea');
    addStyle('/assets/vendor/quill/quill.core.css');
    addStyle('/assets/css/offer-text.css');
    addStyle('/assets/css/offer-editor.css');
    this.build();
    this.offerVariables();
    this.begin();
  }

  /** Shows what the field holds, in the field itself where the editor would change it. */
  begin() {
    this.show();
    if (sameHtml(htmlOf(this.quill), this.field.value)) this.toEditor();
    else this.toHtml(true);
  }

  build() {
    const groups = JSON.parse(this.dataset.variables);
    const variables = groups.flatMap((group) => group.variables);
    Quill.register({ 'formats/variable': variableBlot(Quill, variables, this.words), ...limitedFormats() }, true);
    this.frame = document.createElement('div');
    this.frame.className = 'offer-editor';
    const page = document.createElement('div');
    this.toolbar = toolbarOf(Quill, groups, this.words);
    this.frame.append(this.toolbar, page);
    this.field.before(this.frame);
    this.quill = new Quill(page, {
      formats: FORMATS,
      modules: {
        toolbar: { container: this.toolbar, handlers: this.handlers() },
        keyboard: { bindings: KEYS },
        uploader: { mimetypes: PICTURES, handler: (range, files) => this.insertPictures(range.index, files) },
        table: true,
      },
    });
    const { root } = this.quill;
    for (const [name, value] of Object.entries({ role: 'textbox', 'aria-multiline': 'true', 'aria-label': this.words.editing }))
      root.setAttribute(name, value);
    root.addEventListener('click', (event) => this.standBeside(event.target.closest('.offer-chip')));
    this.quill.on('editor-change', () => showPlain(this.toolbar));
    showPlain(this.toolbar);
    this.quill.on('text-change', (_, __, source) => source === 'user' && this.write());
    this.switch = document.createElement('button');
    Object.assign(this.switch, { type: 'button', className: 'btn' });
    this.switch.addEventListener('click', () => (this.frame.hidden ? this.toEditor() : this.toHtml(false)));
    this.note = document.createElement('p');
    this.note.className = 'soft';
    this.frame.after(this.note, this.switch);
    this.plain = [this.field, ...this.field.parentElement.querySelectorAll(':scope > label, :scope > .form-hint')];
    this.toEditor();
  }

  handlers() {
    return {
      link: () => this.askLink(),
      image: () => this.choosePicture(),
      tables: (verb) => verb && this.changeTable(verb),
      variables: (name) => name && this.insertVariable(name),
    };
  }

  show() {
    this.quill.setContents(opened(this.quill, this.field.value), 'silent');
    this.quill.history.clear();
  }

  write() {
    this.field.value = htmlOf(this.quill);
    this.field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  toEditor() {
    if (this.frame.hidden) this.show();
    this.frame.hidden = false;
    for (const part of this.plain) part.hidden = true;
    this.note.textContent = '';
    this.switch.textContent = this.words.html;
  }

  toHtml(isLossy) {
    this.frame.hidden = true;
    for (const part of this.plain) part.hidden = false;
    this.note.textContent = isLossy ? this.words.lossy : '';
    this.switch.textContent = this.words.editor;
  }

  offerVariables() {
    for (const text of this.querySelectorAll('[data-variable-text]')) text.hidden = true;
    for (const button of this.querySelectorAll('[data-variable]')) {
      button.hidden = false;
      button.addEventListener('click', () => this.insertVariable(button.dataset.variable));
    }
  }

  insertVariable(name) {
    if (this.frame.hidden) {
      this.field.setRangeText(`{{${name}}}`, this.field.selectionStart, this.field.selectionEnd, 'end');
      this.field.focus();
      return;
    }
    const { index, length } = this.quill.getSelection(true);
    this.quill.deleteText(index, length, 'user');
    this.quill.insertEmbed(index, 'variable', name, 'user');
    this.quill.setSelection(index + 1, 0, 'user');
  }

  /** Whoever clicks a chip goes on typing behind it: within it nothing can be typed. */
  standBeside(chip) {
    if (chip) this.quill.setSelection(this.quill.getIndex(Quill.find(chip)) + 1, 0, 'user');
  }

  askLink() {
    const range = this.quill.getSelection(true);
    const dialog = this.toolbar.querySelector('dialog');
    const address = dialog.querySelector('input');
    address.value = this.quill.getFormat(range).link ?? '';
    dialog.addEventListener('close', () => this.setLink(range, dialog.returnValue, address.value.trim()), { once: true });
    dialog.returnValue = '';
    dialog.showModal();
    address.focus();
    address.select();
  }

  setLink(range, verb, address) {
    this.quill.setSelection(range, 'silent');
    if (verb === 'remove') return this.quill.format('link', false, 'user');
    if (verb !== 'save' || !address) return;
    const target = /^(https?:|mailto:)/i.test(address)
      ? address
      : address.includes('@')
        ? `mailto:${address}`
        : `https://${address}`;
    if (range.length === 0) this.quill.insertText(range.index, address, { link: target }, 'user');
    else this.quill.format('link', target, 'user');
  }

  choosePicture() {
    const file = document.createElement('input');
    Object.assign(file, { type: 'file', accept: PICTURES.join() });
    file.addEventListener('change', () => this.insertPictures(this.quill.getSelection(true).index, [...file.files]));
    file.click();
  }

  async insertPictures(index, files) {
    for (const file of files) {
      try {
        this.quill.insertEmbed(index, 'image', await pictureOf(file), 'user');
        this.note.textContent = '';
      } catch {
        this.note.textContent = this.words.picture_failed;
      }
    }
  }

  changeTable(verb) {
    const table = this.quill.getModule('table');
    const isIn = Boolean(this.quill.getFormat().table);
    if (verb === 'table_insert') table.insertTable(2, 2);
    else if (isIn && verb === 'row_add') table.insertRowBelow();
    else if (isIn && verb === 'column_add') table.insertColumnRight();
    else if (isIn && verb === 'row_remove') table.deleteRow();
    else if (isIn && verb === 'column_remove') table.deleteColumn();
    else if (isIn && verb === 'table_remove') table.deleteTable();
    this.write();
  }
}

/** Colours and sizes as classes, and only those that are let through: pages allow no styles. */
function limitedFormats() {
  const { ClassAttributor, Scope } = Quill.import('parchment');
  const limited = (name, whitelist) => new ClassAttributor(name, `ql-${name}`, { scope: Scope.INLINE, whitelist });
  return {
    'formats/color': limited('color', ['accent', 'muted', 'red', 'green', 'blue']),
    'formats/size': limited('size', ['small', 'large']),
  };
}

/** Quill leaves a select empty that has nothing to say of the text: it says that the text is plain. */
function showPlain(toolbar) {
  for (const select of toolbar.querySelectorAll('select')) if (select.selectedIndex === -1) select.value = '';
}

function addStyle(href) {
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
  document.head.append(link);
}

customElements.define('offer-editor', OfferEditor);
