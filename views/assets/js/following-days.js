/*
 * <following-days data-src="/crm/tasks/following-days?task=7"> around the fields that say how a task recurs: fetches the days that follow, an HTML
 * fragment, into [data-following-days] whenever one of the form's fields of that changes. The button [data-following-days-ask], which asks the
 * server for the form with them, is for whoever has no script.
 */

const PAUSE = 250;
const FIELDS = ['dueOn', 'every', 'unit', 'untilOn', 'workingDays'];

class FollowingDays extends HTMLElement {
  connectedCallback() {
    this.form = this.closest('form');
    this.place = this.querySelector('[data-following-days]');
    this.querySelector('[data-following-days-ask]').hidden = true;
    this.form.addEventListener('input', ({ target }) => {
      if (!FIELDS.includes(target.name)) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), PAUSE);
    });
  }

  /** An answer that comes after another change is not shown. */
  async ask() {
    const typed = new FormData(this.form);
    const query = new URLSearchParams(FIELDS.flatMap((name) => (typed.has(name) ? [[name, typed.get(name)]] : [])));
    this.asked = `${this.dataset.src}&${query}`;
    const asked = this.asked;
    const answer = await fetch(asked).catch(() => null);
    if (answer?.ok && asked === this.asked) this.place.innerHTML = await answer.text();
  }
}

customElements.define('following-days', FollowingDays);
