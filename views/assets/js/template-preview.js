/*
 * <template-preview data-examples="[{ label, values: { pl: { 'document.number': '1/11/2026' … }, en } }]"> around the form of a template (fields
 * language, subject, body) and its preview: fills in what is typed as the server will, in the parts marked data-letter-subject and
 * data-letter-body. <select data-example hidden>, if there is one, chooses the document. A variable that there is not is marked.
 */

const MARK = /\{\{\s*([^{}]*?)\s*\}\}/g;

class TemplatePreview extends HTMLElement {
  connectedCallback() {
    this.examples = JSON.parse(this.dataset.examples);
    this.form = this.querySelector('form[method=post]');
    this.choice = this.querySelector('[data-example]');
    if (this.choice) {
      this.choice.hidden = false;
      this.querySelector('[data-example-label]').hidden = true;
    }
    this.addEventListener('input', () => this.show());
    this.show();
  }

  show() {
    const { language, subject, body } = this.form.elements;
    const values = this.examples[this.choice?.value || 0].values[language.value];
    this.fill('[data-letter-subject]', filled(subject.value, values));
    this.fill('[data-letter-body] .prose', filled(body.value, values));
  }

  fill(selector, text) {
    const parts = text.split(/(\{\{[^{}]*\}\})/).map((part, place) => {
      if (place % 2 === 0) return part;
      const mark = document.createElement('mark');
      mark.textContent = part;
      return mark;
    });
    this.querySelector(selector).replaceChildren(...parts);
  }
}

/** As src/mail/template-text.ts does. */
function filled(text, values) {
  const saysNothing = (line) => {
    const names = [...line.matchAll(MARK)].map(([, name]) => name);
    return names.length > 0 && names.every((name) => values[name] === '');
  };
  return text
    .split('\n')
    .filter((line) => !saysNothing(line))
    .join('\n')
    .replace(MARK, (whole, name) => values[name] ?? whole)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

customElements.define('template-preview', TemplatePreview);
