import { Person } from '../../accounts/person';
import { CURRENCIES } from '../../money/currencies';
import type { Decimal } from '../../money/decimal';
import { translate } from '../../web/translations';
import { KINDS } from '../kinds';
import { DISCOUNT_KINDS } from '../vat/line-value';
import { VAT_RATES } from '../vat/rates';
import { VAT_METHODS } from '../vat/totals';
import { PAYMENT_METHODS } from './invoice.input';

const SPARE_LINES = 3;
const EMPTY_LINE = {
  ...{ name: null, unit: null, quantity: '1', rate: '23', dealId: null },
  price: null as string | null,
  discount: null as string | null,
};

/** What may be chosen in the form of a document, in the person's language. */
export function formChoices() {
  return {
    spare: EMPTY_LINE,
    kinds: KINDS.map(({ code, title }) => ({ value: code, label: said(title) })),
    /** Kinds whose lines have one rate without VAT, whatever is chosen. */
    untaxedKinds: KINDS.filter(({ fixedRate }) => fixedRate !== null)
      .map(({ code }) => code)
      .join(' '),
    currencies: CURRENCIES.map((code) => ({ value: code, label: code })),
    methods: named('methods', VAT_METHODS),
    discountKinds: named('discount_kinds', DISCOUNT_KINDS),
    paymentMethods: named('payment_methods', PAYMENT_METHODS),
    buyerKinds: named('buyer_kinds', ['yes', 'no']),
    vatRates: VAT_RATES.filter((rate) => rate.offered).map(({ code, label, percent }) => ({
      value: code,
      label: said(label),
      percent,
    })),
  };
}

/** Lines of a form, their figures as the person's language writes them: these, and a few empty ones for who has no script. */
export function formLines(lines: object[]) {
  const spare = Array.from({ length: SPARE_LINES }, () => EMPTY_LINE);
  return [...lines, ...spare].map((line) => {
    const full = { ...EMPTY_LINE, ...line };
    return { ...full, quantity: inLanguage(full.quantity), price: inLanguage(full.price), discount: inLanguage(full.discount) };
  });
}

interface FilledLine {
  quantity: Decimal;
  price: Decimal;
  discount: Decimal | null;
}

/** Lines of a document for its form, in plain notation: '1', '1230.00'. */
export function linesInForm<Line extends FilledLine>(lines: Line[]) {
  return lines.map((line) => ({
    ...line,
    quantity: line.quantity.toFixed(),
    price: line.price.toFixed(Math.max(2, line.price.decimalPlaces())),
    discount: line.discount?.toFixed() ?? null,
  }));
}

/** A figure in plain notation as the person's language writes it while it is edited, without spaces: '1230,00'. */
export function inLanguage(figure: string | null) {
  return Person.current.language === 'en' ? figure : (figure?.replace('.', ',') ?? null);
}

function named(group: string, codes: readonly string[]) {
  return codes.map((code) => ({ value: code, label: said(`${group}.${code}`) }));
}

/** In the person's language. */
export function said(key: string) {
  return translate(Person.current.language === 'en' ? 'en' : 'pl', key);
}
