/*
 * <client-picker data-src="/clients/options?q=" data-none="Nothing found"> makes a text field find records while one types:
 *
 *   the first <input> with data-picker, else the first text field, becomes a combobox (arrows, Enter, Escape);
 *   <input type="hidden" data-picker-id name="clientId"> gets the value of the chosen <option>; typing on empties it again;
 *   data-src plus what was typed answers an HTML fragment of <option value="1003">name · NIP · town</option>, each with
 *   data-fill='{"buyer[name]":"…"}' for fields of the form to fill in, when more than the text field changes.
 *   data-row="[data-line]": the fields to fill in are those of the row that it stands in, by the last part of their names (price: lines[0][price]);
 *   data-with="kind currency": fields of the form whose values are asked with; data-free: the text may be any other, so nothing is chosen until
 *   one goes there, and the id stays as long as the text still has the name that was chosen.
 *   data-follows="contactId" data-follows-src="/crm/deals/contacts?client=": a <select> whose <option>s are fetched anew for the chosen value.
 *
 * Without script the field is what it is: text, which the server looks up.
 */

const PAUSE = 180;
/** In pixels: between field and list, and the width that a name with its price needs. */
const GAP = 2;
const LEAST_WIDTH = 240;
let pickers = 0;

class ClientPicker extends HTMLElement {
  connectedCallback() {
    if (this.list) return; // its row was moved
    this.input = this.querySelector('[data-picker]') ?? this.querySelector('input:not([type="hidden"])');
    this.id ||= `picker-${pickers++}`;
    this.list = document.createElement('ul');
    Object.assign(this.list, { className: 'picker-list', id: `${this.id}-list`, role: 'listbox', hidden: true });
    this.list.setAttribute('aria-label', this.input.labels[0]?.textContent ?? '');
    this.input.parentElement.append(this.list);
    this.input.parentElement.classList.add('picker-place');
    // The browser's own suggestions are off only while one types: of a field that is off it keeps nothing for whoever comes back to the form.
    this.input.addEventListener('focus', () => (this.input.autocomplete = 'off'));
    const leave = () => this.input.removeAttribute('autocomplete');
    this.input.addEventListener('blur', leave);
    this.input.form?.addEventListener('submit', leave);
    this.free = 'free' in this.dataset;
    this.kept = this.input.value.trim();
    this.describe({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': this.list.id, 'aria-expanded': 'false' });
    this.input.addEventListener('input', () => this.typed());
    this.input.addEventListener('keydown', (event) => this.pressed(event));
    this.input.addEventListener('blur', () => this.close());
    for (const moved of ['scroll', 'resize'])
      addEventListener(moved, (event) => !this.list.hidden && event.target !== this.list && this.place(), {
        capture: true,
        passive: true,
      });
    this.list.addEventListener('mousedown', (event) => {
      event.preventDefault();
      const option = event.target.closest('[role="option"]');
      if (option) this.choose(option);
    });
  }

  get options() {
    return [...this.list.querySelectorAll('[role="option"]')];
  }

  get chosen() {
    return this.list.querySelector('[aria-selected="true"]');
  }

  typed() {
    if (!this.free || !this.kept || !this.input.value.includes(this.kept)) this.keepId('');
    clearTimeout(this.timer);
    if (this.input.value.trim().length < 2) return this.close();
    this.timer = setTimeout(() => this.ask(this.input.value.trim()), PAUSE);
  }

  /** An answer that comes after the text has changed is not shown; without an answer the field stays a plain one. */
  async ask(text) {
    const answer = await fetch(this.dataset.src + encodeURIComponent(text) + this.circumstances()).catch(() => null);
    if (!answer?.ok || text !== this.input.value.trim()) return;
    const holder = document.createElement('template');
    holder.innerHTML = await answer.text();
    const found = [...holder.content.querySelectorAll('option')].map((option, place) => this.offer(option, place));
    if (this.free && !found.length) return this.close();
    this.list.replaceChildren(...(found.length ? found : [this.nothing()]));
    this.list.hidden = false;
    this.place();
    this.describe({ 'aria-expanded': 'true' });
    this.mark(this.free ? undefined : found[0]);
  }

  /** Beside the field wherever that is now: a table that scrolls would cut the list off if it stood within. */
  place() {
    const { left, top, bottom, width } = this.input.getBoundingClientRect();
    const below = innerHeight - bottom;
    const isAbove = below < this.list.offsetHeight && top > below;
    const wide = Math.min(Math.max(width, LEAST_WIDTH), innerWidth - 2 * GAP);
    Object.assign(this.list.style, {
      left: `${Math.min(left, innerWidth - wide - GAP)}px`,
      width: `${wide}px`,
      top: isAbove ? 'auto' : `${bottom + GAP}px`,
      bottom: isAbove ? `${innerHeight - top + GAP}px` : 'auto',
    });
  }

  /** What else is asked with. */
  circumstances() {
    const names = this.dataset.with?.split(' ') ?? [];
    const told = names.flatMap((name) => {
      const value = this.input.form.elements.namedItem(name)?.value;
      return value ? [`&${name}=${encodeURIComponent(value)}`] : [];
    });
    return told.join('');
  }

  offer(option, place) {
    const item = document.createElement('li');
    const [name, ...rest] = option.textContent.trim().split(' · ');
    item.id = `${this.list.id}-${place}`;
    item.role = 'option';
    item.append(name, Object.assign(document.createElement('small'), { textContent: rest.join(' · ') }));
    Object.assign(item.dataset, { id: option.value, name, fill: option.dataset.fill ?? '{}' });
    return item;
  }

  nothing() {
    return Object.assign(document.createElement('li'), { className: 'picker-none', textContent: this.dataset.none ?? '' });
  }

  pressed(event) {
    if (this.list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.mark(this.next(step));
    else if (event.key === 'Enter' && this.chosen) this.choose(this.chosen);
    else if (event.key === 'Escape') this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  next(step) {
    const place = this.options.indexOf(this.chosen);
    return this.options.at(place < 0 ? Math.min(step, 0) : (place + step) % this.options.length);
  }

  mark(option) {
    for (const each of this.options) each.ariaSelected = String(each === option);
    this.describe({ 'aria-activedescendant': option?.id ?? '' });
    option?.scrollIntoView({ block: 'nearest' });
  }

  choose(option) {
    this.input.value = option.dataset.name;
    this.kept = this.input.value;
    for (const [name, value] of Object.entries(JSON.parse(option.dataset.fill))) this.fill(this.field(name), value);
    this.keepId(option.dataset.id);
    this.close();
    if (this.dataset.row) this.input.form.dispatchEvent(new Event('input', { bubbles: true }));
  }

  field(name) {
    if (!this.dataset.row) return this.input.form.elements.namedItem(name);
    return [...this.closest(this.dataset.row).querySelectorAll('[name]')].find((field) => field.name.endsWith(`[${name}]`));
  }

  /** A choice that the form does not offer leaves it as it is. */
  fill(field, value) {
    if (!field) return;
    if (field.type === 'checkbox') field.checked = Boolean(value);
    else if (field.localName !== 'select' || [...field.options].some((option) => option.value === String(value ?? '')))
      field.value = value ?? '';
  }

  keepId(id) {
    const field = this.querySelector('[data-picker-id]');
    if (!field || field.value === id) return;
    field.value = id;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    this.refill(id);
  }

  /** What can be chosen beside the record changes with it; without an answer the choices stay as they are. */
  async refill(id) {
    const select = this.input.form.elements.namedItem(this.dataset.follows ?? '');
    const answer = select && (await fetch(this.dataset.followsSrc + encodeURIComponent(id)).catch(() => null));
    if (answer?.ok) select.innerHTML = await answer.text();
  }

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.describe({ 'aria-expanded': 'false', 'aria-activedescendant': '' });
  }

  describe(attributes) {
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
  }
}

customElements.define('client-picker', ClientPicker);
