import { CURRENCIES } from '../../money/currencies';
import type { Decimal } from '../../money/decimal';
import type { Request } from '../../web/http';
import { openedOf } from '../../web/merging';
import { say } from '../../web/say';
import { LANGUAGES } from '../../web/translations';
import { DEAL_VAT_RATES, type Deal } from '../deals/deal.entity';
import { editorWords } from './editor-words';
import type { Offer } from './offer.entity';
import type { OfferedLine } from './offer-saying';
import { mergedFieldsOf, usualValidity } from './offers.service';
import type { Beginning } from './usual-templates';

/** Rows for lines that a form offers beside those that are there, for whoever has no script. */
const SPARE_LINES = 2;
const EMPTY_LINE = { name: '', description: '', unit: '', quantity: '1', price: '', rate: '23' };

/** The form of a new offer: the template's text and what is offered first. */
export function blankValues(deal: Deal, lines: OfferedLine[], beginning: Beginning) {
  return {
    ...{
      dealId: deal.id,
      templateId: beginning.id,
      title: deal.name.slice(0, 255),
      language: beginning.language,
      html: beginning.html,
    },
    ...{ currency: deal.currency, validUntil: usualValidity(), lines: formLines(lines.map(formLine)), opened: '' },
  };
}

/** The form of an offer as it is. */
export function valuesOf(offer: Offer, lines: OfferedLine[]) {
  const { dealId, templateId, title, language, html, currency, validUntil } = offer;
  return {
    ...{ dealId, templateId, title, language, html, currency, validUntil: validUntil ?? '' },
    lines: formLines(lines.map(formLine)),
    opened: openedOf(mergedFieldsOf(offer, lines)),
  };
}

/** What the selects of the form offer. */
export function offeredChoices() {
  return {
    vatRates: DEAL_VAT_RATES.map((code) => ({
      ...{ value: code, label: say(`vat_rates.${code}`) },
      percent: /^\d+/.exec(code)?.[0] ?? '',
    })),
    currencies: CURRENCIES.map((code) => ({ value: code, label: code })),
    languages: LANGUAGES.map((value) => ({ value, label: say(`offers.language.${value}`) })),
    spare: EMPTY_LINE,
    editorWords: editorWords(),
  };
}

/** A form that is shown again has as many rows as it was sent with, and some more when they were asked for. */
export function addLines({ body }: Request) {
  if (!body?.lines) return;
  const lines = Object.values(body.lines).map((line) => ({ ...EMPTY_LINE, ...line }));
  Object.assign(body, { lines: body.next === 'line' ? formLines(lines) : lines });
}

function formLines(lines: object[]) {
  return [...lines, ...Array.from({ length: SPARE_LINES }, () => EMPTY_LINE)];
}

function formLine({ name, description, unit, quantity, price, rate }: OfferedLine) {
  return { name, description: description ?? '', unit: unit ?? '', quantity: typed(quantity), price: typed(price, 2), rate };
}

function typed(amount: Decimal, places?: number) {
  return amount.toFixed(places as number).replace('.', ',');
}
