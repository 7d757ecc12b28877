/*
 * <offer-beginning data-src="/crm/offers/new?deal=7"> beside the form of a new offer: when another language is chosen before anybody wrote in the text,
 * the text and the template become those that the form begins with in that language. Without script the server does the same when it is saved.
 */

class OfferBeginning extends HTMLElement {
  connectedCallback() {
    this.field = document.querySelector('[name="html"]');
    this.begun = this.field.value;
    this.language = document.querySelector('select[name="language"]');
    this.language.addEventListener('change', () => this.follow());
  }

  async follow() {
    const { value } = this.language;
    const page = await fetch(`${this.dataset.src}&language=${value}`)
      .then((answer) => (answer.ok ? answer.text() : ''))
      .catch(() => '');
    // Meanwhile somebody wrote, or chose another one.
    if (!page || this.field.value !== this.begun || this.language.value !== value) return;
    const fresh = new DOMParser().parseFromString(page, 'text/html');
    for (const name of ['html', 'templateId', 'template']) take(name, fresh);
    this.begun = this.field.value;
    this.field.closest('offer-editor').begin?.();
  }
}

function take(name, fresh) {
  document.querySelector(`[name="${name}"]`).value = fresh.querySelector(`[name="${name}"]`).value;
}

customElements.define('offer-beginning', OfferBeginning);
