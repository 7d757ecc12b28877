/*
 * <invoice-lines data-method="net_sum" data-discount="percent_total"> makes the table of a document's lines quick to fill in:
 *
 *   <table class="lines"> … <tbody data-lines>
 *     <tr data-line> controls named lines[0][name], lines[0][quantity], lines[0][price], lines[0][discount] (may be left out), lines[0][rate];
 *       the rate is a <select> whose <option>s carry data-percent="23", empty for rates without VAT (zw, np, oo);
 *       <output data-line-net>, <output data-line-gross>; <button type="button" hidden> with data-line-up, data-line-down, data-line-remove
 *   <template data-line-template> a <tr data-line> with __i__ in place of the number (lines[__i__][name], anchor lines.__i__.name)
 *   <button name="…" data-line-add>Add line</button>   without script it submits and the server adds the line
 *   <output data-total-net>, <output data-total-vat>, <output data-total-gross>   anywhere in the form
 *
 * data-rates has the VAT rates that lines may choose (offered-rates.js); data-ground why lines are usually exempt, put into an empty exemptBasis
 * when a line is zw.
 * The form's fields method and discountKind change what data-method and data-discount say; under a kind named in data-untaxed-kinds ("bill …")
 * no line has VAT, whatever its rate.
 * A line of a correction that stood on the corrected document shows in .line-was what it was: it faces that one by its place, so that it neither
 * moves nor goes away; removing it makes its quantity 0.
 * Enter goes to the next line, from the last one to a new one; it never sends the form from within a line.
 */
import { amountOf, written } from './amounts.js';
import { offer, offeredRates } from './offered-rates.js';
import { totals } from './totals.js';

class InvoiceLines extends HTMLElement {
  connectedCallback() {
    this.body = this.querySelector('[data-lines]');
    this.form = this.closest('form');
    this.addEventListener('click', (event) => this.press(event));
    this.addEventListener('keydown', (event) => this.enter(event));
    this.form.addEventListener('input', () => this.reckon());
    this.form.addEventListener('change', (event) => this.choose(event));
    this.rememberForm();
    this.keepOneSpare();
    this.renumber();
  }

  /** A new document's form gets an address of its own: going back after sending it comes to the same form, not to a second document. */
  rememberForm() {
    const key = this.form.elements.namedItem('requestKey')?.value;
    const address = new URL(location.href);
    if (!key || !address.pathname.endsWith('/new')) return;
    address.searchParams.set('form', key);
    history.replaceState(history.state, '', address);
  }

  /** Lines nobody typed in are for who has no script; here one is enough, as Enter adds the next. */
  keepOneSpare() {
    const isSpare = (line) =>
      !stoodBefore(line) && ['name', 'price'].every((name) => !line.querySelector(`[name$="[${name}]"]`).value.trim());
    const spare = this.lines.filter((line) => isSpare(line) && !line.querySelector('.control-wrong'));
    for (const line of spare.slice(1)) line.remove();
  }

  get lines() {
    return [...this.body.querySelectorAll('[data-line]')];
  }

  press(event) {
    const button = event.target.closest('button');
    const line = event.target.closest('[data-line]');
    if (button?.matches('[data-line-add]')) {
      event.preventDefault();
      this.add();
    } else if (button?.matches('[data-line-remove]')) this.remove(line);
    else if (button?.matches('[data-line-up]')) this.move(line, line.previousElementSibling, 'before', button);
    else if (button?.matches('[data-line-down]')) this.move(line, line.nextElementSibling, 'after', button);
  }

  enter(event) {
    const line = event.target.closest('[data-line]');
    if (event.key !== 'Enter' || event.isComposing || event.defaultPrevented || !line || !event.target.matches('input')) return;
    event.preventDefault();
    const place = [...line.querySelectorAll('input')].indexOf(event.target);
    const next = line.nextElementSibling;
    if (next) next.querySelectorAll('input')[place]?.focus();
    else this.add();
  }

  choose(event) {
    if (event.target.name === 'method') this.dataset.method = event.target.value;
    if (event.target.name === 'discountKind') this.dataset.discount = event.target.value;
    if (['kind', 'oss', 'buyerCountry'].includes(event.target.name)) this.offerRates();
    this.reckon();
  }

  /** Once: whoever empties the field again means it. */
  proposeGround() {
    const field = this.form.elements.namedItem('exemptBasis');
    if (!this.dataset.ground || !field || field.value) return;
    if (!this.lines.some((line) => line.querySelector('[name$="[rate]"]')?.value === 'zw')) return;
    field.value = this.dataset.ground;
    field.closest('details').open = true;
    delete this.dataset.ground;
  }

  offerRates() {
    const offered = offeredRates(this.form, JSON.parse(this.dataset.rates));
    const spare = this.querySelector('[data-line-template]').content;
    for (const select of [this.body, spare].flatMap((lines) => [...lines.querySelectorAll('[name$="[rate]"]')]))
      offer(select, offered);
  }

  add() {
    this.body.append(this.querySelector('[data-line-template]').content.cloneNode(true));
    this.renumber();
    this.lines.at(-1).querySelector('input:not([type="hidden"])').focus();
  }

  remove(line) {
    if (stoodBefore(line)) return this.giveBack(line);
    const neighbour = line.nextElementSibling ?? line.previousElementSibling;
    line.remove();
    if (!neighbour) return this.add();
    this.renumber();
    neighbour.querySelector('input:not([type="hidden"])').focus();
  }

  giveBack(line) {
    const quantity = line.querySelector('[name$="[quantity]"]');
    quantity.value = '0';
    this.reckon();
    quantity.focus();
  }

  move(line, neighbour, where, button) {
    if (!neighbour) return;
    neighbour[where](line);
    this.renumber();
    button.focus();
  }

  /** Lines are numbered by their place, in names as in ids, so that errors come back to the right one. */
  renumber() {
    const fixed = this.lines.filter(stoodBefore).length;
    this.lines.forEach((line, number) => {
      for (const element of line.querySelectorAll('[name], [id], [for], [aria-describedby]')) {
        for (const name of ['name', 'id', 'for', 'aria-describedby']) {
          const value = element.getAttribute(name);
          if (value) element.setAttribute(name, value.replace(/lines(\[|\.)(?:\d+|__i__)/g, `lines$1${number}`));
        }
      }
      for (const button of line.querySelectorAll('[data-line-up], [data-line-down], [data-line-remove]')) button.hidden = false;
      for (const button of line.querySelectorAll('[data-line-up]')) button.disabled = number <= fixed;
      for (const button of line.querySelectorAll('[data-line-down]'))
        button.disabled = number < fixed || !line.nextElementSibling;
    });
    this.reckon();
  }

  reckon() {
    this.proposeGround();
    const untaxed = this.dataset.untaxedKinds?.split(' ').includes(this.form.elements.namedItem('kind')?.value) ?? false;
    this.classList.toggle('untaxed', untaxed);
    const figures = this.lines.map((line) => ({ ...figuresOf(line), ...(untaxed && { percent: null }) }));
    const result = totals(figures, this.dataset.method, this.dataset.discount);
    this.lines.forEach((line, place) => {
      say(line, '[data-line-net]', result.lines[place].net);
      say(line, '[data-line-gross]', result.lines[place].gross);
    });
    say(this.form, '[data-total-net]', result.net);
    say(this.form, '[data-total-vat]', result.vat);
    say(this.form, '[data-total-gross]', result.gross);
  }
}

function stoodBefore(line) {
  return line.querySelector('.line-was') !== null;
}

/** What a line counts with; what is empty or no number counts as zero until it is one. */
function figuresOf(line) {
  const typed = (name) => amountOf(line.querySelector(`[name$="[${name}]"]`)?.value ?? '');
  const rate = line.querySelector('[name$="[rate]"]')?.selectedOptions[0];
  const percent = rate?.dataset.percent ? amountOf(rate.dataset.percent) : null;
  return { quantity: typed('quantity') ?? 0n, price: typed('price') ?? 0n, discount: typed('discount'), percent };
}

function say(within, selector, grosze) {
  for (const output of within.querySelectorAll(selector)) output.value = written(grosze, document.documentElement.lang);
}

customElements.define('invoice-lines', InvoiceLines);
