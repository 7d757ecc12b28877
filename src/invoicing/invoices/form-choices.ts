import { Person } from '../../accounts/person';
import { CURRENCIES } from '../../money/currencies';
import { translate } from '../../web/translations';
import { KINDS } from '../kinds';
import { DISCOUNT_KINDS } from '../vat/line-value';
import { VAT_RATES } from '../vat/rates';
import { VAT_METHODS } from '../vat/totals';
import { PAYMENT_METHODS } from './invoice.input';

const SPARE_LINES = 3;
const EMPTY_LINE = { name: null, unit: null, quantity: '1', price: null, discount: null, rate: '23', dealId: null };

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

/** Lines of a form: these, and a few empty ones for who has no script. */
export function formLines(lines: object[]) {
  const spare = Array.from({ length: SPARE_LINES }, () => EMPTY_LINE);
  return [...lines, ...spare].map((line) => ({ ...EMPTY_LINE, ...line }));
}

function named(group: string, codes: readonly string[]) {
  return codes.map((code) => ({ value: code, label: said(`${group}.${code}`) }));
}

/** In the person's language. */
export function said(key: string) {
  return translate(Person.current.language === 'en' ? 'en' : 'pl', key);
}
