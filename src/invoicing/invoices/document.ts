import { BrokenRule } from '../../broken-rule';
import { addDays } from '../../clock';
import { Decimal, sum, ZERO } from '../../money/decimal';
import { type DocumentKind, kindOfDocument } from '../kinds';
import { type Totals, totals } from '../vat/totals';
import { type Amounts, added } from '../vat/vat';
import { type Basis, refuseBeyondBasis, taxesAfter } from './basis';
import { columnsOf, detailColumns, earlierLineColumns, headOf, lineColumns } from './document-columns';
import type { InvoiceInput, InvoiceLineInput } from './invoice.input';
import type { Parties } from './parties';

const FIRST_DAY = '2006-01-01';
const LAST_DAY = '2100-12-31';
/** Of charges, and of deductions (R106). */
const MOST_CHARGES = 100;
const HIGHEST = new Decimal('9999999999999.99');

/** The rows that a document consists of, by the columns of their tables. */
export interface DocumentRows {
  invoice: Record<string, unknown>;
  /** What is to be paid of it, charges and deductions reckoned in (R106). */
  toPay: Decimal;
  /** Columns of invoices that most documents leave empty. */
  details: Record<string, unknown>;
  lines: Record<string, unknown>[];
  taxes: Record<string, unknown>[];
  charges: Record<string, unknown>[];
  advances: Record<string, unknown>[];
}

/**
 * What a document says, reckoned from what was typed (R22–R24, R97–R99): of a correction the difference to what it corrects, of a final invoice
 * what its advances have left.
 * @throws BrokenRule when it has no lines, or its amounts or days cannot be
 */
export function documentOf(input: InvoiceInput, parties: Parties, basis: Basis = {}): DocumentRows {
  const kind = kindOfDocument(input.kind, basis.corrected?.root.kind ?? null);
  if (input.issueOn < FIRST_DAY) throw new BrokenRule('issue_day_too_early', {}, 'issueOn');
  const dueOn = input.paymentDays === null ? null : addDays(input.issueOn, input.paymentDays);
  if ((dueOn ?? FIRST_DAY) > LAST_DAY) throw new BrokenRule('due_day_too_late', {}, 'paymentDays');
  const lines = ratedLines(input, kind);
  if (lines.length === 0 && !basis.corrected) throw new BrokenRule('no_lines', {}, 'lines');
  const sums = totals(lines, input.method, input.discountKind);
  refuseImpossible(lines, sums, basis);
  const taxes = taxesAfter(sums.rates, basis);
  const document = added(taxes);
  if (document.gross.abs().gt(HIGHEST)) throw new BrokenRule('amount_too_high', {}, 'lines');
  refuseBeyondBasis(input, taxes, parties.buyer, basis);
  const toPay = amountToPay(input, kind, document);
  return {
    invoice: { ...headOf(input, kind.family), due_on: dueOn, ...columnsOf(parties), ...document, to_pay: toPay },
    toPay,
    details: detailColumns(input, basis),
    lines: [
      ...(basis.corrected?.lines ?? []).map(earlierLineColumns),
      ...lines.map((line, index) => ({ ...lineColumns(line, line.rate, line.place + 1), ...sums.lines[index] })),
    ],
    taxes: taxes.map(({ rate, before, ...amounts }) => ({
      ...{ vat_rate: rate, ...amounts },
      ...{ before_net: before.net, before_vat: before.vat, before_gross: before.gross },
    })),
    charges: input.charges
      .filter((charge) => !charge.blank)
      .map(({ kind, amount, reason }, index) => ({ kind, amount, reason, position: index + 1 })),
    advances: (basis.advances ?? []).map(({ id, number, issueOn, total }, index) => ({
      ...{ advance_id: id, position: index + 1, number, issue_on: issueOn, ...total },
    })),
  };
}

type RatedLine = InvoiceLineInput & { discount: Decimal; place: number };

/** Lines that somebody typed in, with the rate of their kind and their place in the form; a line of a correction faces the one in its place before. */
function ratedLines(input: InvoiceInput, { fixedRate }: DocumentKind): RatedLine[] {
  return input.lines
    .map((line, place) => ({
      ...line,
      blank: line.blank,
      place,
      discount: line.discount ?? ZERO,
      rate: fixedRate ?? line.rate,
    }))
    .filter((line) => !line.blank);
}

function refuseImpossible(lines: RatedLine[], sums: Totals, { corrected }: Basis) {
  lines.forEach(({ place, quantity }, index) => {
    if (quantity.isZero() && !corrected) throw new BrokenRule('quantity_zero', {}, `lines.${place}.quantity`);
    if (sums.lines[index].net.isNegative()) throw new BrokenRule('discount_above_value', {}, `lines.${place}.discount`);
  });
}

/** Gross with charges and without deductions (R106); of bought services the seller is owed net, their VAT is the buyer's own matter. */
function amountToPay(input: InvoiceInput, kind: DocumentKind, { net, gross }: Amounts): Decimal {
  const charges = input.charges.filter((charge) => !charge.blank);
  if (charges.length && input.kind === 'advance') throw new BrokenRule('advance_without_charges', {}, 'charges');
  for (const sort of ['charge', 'deduction'])
    if (charges.filter((charge) => charge.kind === sort).length > MOST_CHARGES)
      throw new BrokenRule('too_many_charges', { most: MOST_CHARGES }, 'charges');
  const signed = charges.map(({ kind: sort, amount }) => (sort === 'charge' ? amount : amount.neg()));
  return sum([kind.bought ? net : gross, ...signed]);
}
