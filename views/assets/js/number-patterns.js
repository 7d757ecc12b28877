/*
 * <number-patterns data-src="/settings/number-patterns/samples"> around the form of number patterns: while one types, asks for the next number of
 * every row ([data-pattern], with the hidden field of its family and the text field of its pattern) and puts each answer, a
 * <p data-sample="vat">, in the place of the row's own: the number, or what is wrong with the pattern. What was said of the pattern that the form
 * came back with is taken away, for it is no longer the same.
 */

const PAUSE = 180;

class NumberPatterns extends HTMLElement {
  connectedCallback() {
    this.addEventListener('input', ({ target }) => {
      forget(target);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), PAUSE);
    });
    if (this.rows.some(({ pattern }) => pattern.value !== pattern.defaultValue)) this.ask();
  }

  get rows() {
    return [...this.querySelectorAll('[data-pattern]')].map((row) => ({
      family: row.querySelector('[name$="[family]"]').value,
      pattern: row.querySelector('[name$="[pattern]"]'),
      sample: row.querySelector('[data-sample]'),
    }));
  }

  /** An answer that comes after the text has changed is not shown; without one the rows keep what they said. */
  async ask() {
    const asked = this.query();
    const answer = await fetch(`${this.dataset.src}?${asked}`).catch(() => null);
    if (!answer?.ok || asked !== this.query()) return;
    const holder = document.createElement('template');
    holder.innerHTML = await answer.text();
    for (const { family, sample } of this.rows) {
      const said = holder.content.querySelector(`[data-sample="${family}"]`);
      if (!said || said.textContent === sample.textContent) continue;
      sample.className = said.className;
      sample.textContent = said.textContent;
    }
  }

  query() {
    return new URLSearchParams(
      this.rows.flatMap(({ family, pattern }) => [
        ['family', family],
        ['pattern', pattern.value],
      ]),
    ).toString();
  }
}

function forget(field) {
  const row = field.closest('.control-wrong');
  row?.classList.remove('control-wrong');
  row?.querySelector('.control-error')?.remove();
  field.removeAttribute('aria-invalid');
}

customElements.define('number-patterns', NumberPatterns);
