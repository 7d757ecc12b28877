/*
 * <macro-form> around the form of a macro: what was chosen in a <select data-decides> and the buttons named "next", which add and take away rows,
 * are answered without leaving the page: the form is asked of the server as it would be without script, and put in the place of the old one.
 * Buttons marked data-without-script are not needed then.
 */

class MacroForm extends HTMLElement {
  connectedCallback() {
    this.classList.add('scripted');
    this.addEventListener('change', (event) => {
      if (event.target.matches('[data-decides]')) this.ask('show', event.target.id);
    });
    this.addEventListener('click', (event) => {
      const button = event.target.closest('button[name=next]');
      if (!button) return;
      event.preventDefault();
      this.ask(button.value, null);
    });
  }

  /** @param next what the pressed button says  @param focus the field that keeps the focus; null for the row that came */
  async ask(next, focus) {
    const form = this.querySelector('form');
    const sent = new URLSearchParams(new FormData(form));
    sent.set('next', next);
    this.asked = sent;
    const answer = await fetch(form.action, { method: 'POST', body: sent, redirect: 'manual' }).catch(() => null);
    if (this.asked !== sent) return; // something else was chosen meanwhile
    const shown =
      answer?.status === 422 &&
      new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('macro-form form');
    if (!shown) return this.leave(form, next);
    const before = new Set([...form.elements].map(({ id }) => id));
    form.replaceWith(shown);
    const fresh = [...shown.elements].find(({ id, type }) => id && type !== 'fieldset' && !before.has(id));
    (document.getElementById(focus) ?? fresh ?? shown.querySelector(`button[value=${next.split('-')[1] ?? next}]`))?.focus();
  }

  /** The session is over, or the server cannot be reached: as it is without script. */
  leave(form, next) {
    const button = document.createElement('button');
    Object.assign(button, { name: 'next', value: next, hidden: true });
    form.append(button);
    form.requestSubmit(button);
  }
}

customElements.define('macro-form', MacroForm);
