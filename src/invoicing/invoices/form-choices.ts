import { Person } from '../../accounts/person';
import { CURRENCIES } from '../../money/currencies';
import type { Decimal } from '../../money/decimal';
import { say } from '../../web/say';
import { KINDS } from '../kinds';
import { DISCOUNT_KINDS } from '../vat/line-value';
import { VAT_METHODS } from '../vat/totals';
import { GTU_CODES, MARGIN_PROCEDURES, PROCEDURES } from './details';
import { PAYMENT_METHODS } from './invoice.input';
import { type RateFacts, rateChoices } from './rate-choices';

const SPARE_LINES = 3;
const EMPTY_LINE = {
  ...{ name: null, unit: null, quantity: '1', rate: '23', dealId: null },
  price: null as string | null,
  discount: null as string | null,
  ...{ gtu: null, annex15: false, productId: null, code: null, classification: null, description: null },
};
const SPARE_CHARGES = 2;

const EMPTY_CHARGE = { kind: 'charge', amount: null as string | null, reason: null as string | null };
/** Languages that have words of their own on paper (R101). */
const PRINTED_LANGUAGES = ['pl', 'en', 'de', 'pl/en', 'pl/de'];

/** What may be chosen in the form of a document, in the person's language. */
export function formChoices(facts: RateFacts) {
  return {
    spare: EMPTY_LINE,
    kinds: KINDS.filter(({ code, onlyContinues }) => !onlyContinues || code === facts.kind).map(({ code, title }) => ({
      value: code,
      label: say(title),
    })),
    /** Kinds whose lines have one rate without VAT, whatever is chosen. */
    untaxedKinds: KINDS.filter(({ fixedRate }) => fixedRate !== null)
      .map(({ code }) => code)
      .join(' '),
    currencies: CURRENCIES.map((code) => ({ value: code, label: code })),
    methods: named('methods', VAT_METHODS),
    discountKinds: named('discount_kinds', DISCOUNT_KINDS),
    paymentMethods: named('payment_methods', PAYMENT_METHODS),
    buyerKinds: named('buyer_kinds', ['yes', 'no']),
    ...rateChoices(facts),
    languages: named('documents.languages', PRINTED_LANGUAGES),
    gtuCodes: GTU_CODES.map((code) => ({ value: code, label: code })),
    procedures: PROCEDURES,
    marginProcedures: named('documents.margin', MARGIN_PROCEDURES),
    noteKinds: named('documents.note', ['debit', 'credit']),
    chargeKinds: named('documents.charge', ['charge', 'deduction']),
    spareCharge: EMPTY_CHARGE,
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

/** Charges and deductions of a form, and a few empty rows for who has no script. */
export function formCharges(charges: { kind: string; amount: Decimal; reason: string }[]) {
  const rows = charges.map((charge) => ({ ...charge, amount: inLanguage(charge.amount.toFixed(2)) }));
  return [...rows, ...Array.from({ length: SPARE_CHARGES }, () => EMPTY_CHARGE)];
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
  return codes.map((code) => ({ value: code, label: say(`${group}.${code}`) }));
}
