import { BrokenRule } from '../../broken-rule';
import { type Decimal, ZERO } from '../../money/decimal';
import type { DiscountKind } from '../vat/line-value';
import type { RateTotals, VatMethod } from '../vat/totals';
import { type Amounts, added, less, NOTHING } from '../vat/vat';
import type { Invoice } from './invoice.entity';
import type { InvoiceInput } from './invoice.input';
import type { InvoiceLine } from './invoice-line.entity';
import type { Buyer } from './parties';

/** What other documents give a new one to stand on: nothing for most kinds. */
export interface Basis {
  /** What a correction changes, as it stands: of a correction of a correction, as that one left it. */
  corrected?: {
    /** What is corrected in the end. */
    root: { kind: string; number: string; issueOn: string };
    method: VatMethod;
    discountKind: DiscountKind;
    currency: string;
    departmentId: number;
    buyer: Buyer;
    /** Of a sale on margin, which its correction has to name as well. */
    marginProcedure: Invoice['marks']['marginProcedure'];
    lines: InvoiceLine[];
    taxes: RateTotals[];
  };
  /** What a final invoice takes off, by rate and together, each with the corrections it had. */
  advances?: { id: number; number: string; issueOn: string; buyerTaxNo?: string | null; taxes: RateTotals[]; total: Amounts }[];
  /** Of the order that an advance is paid on, or the advance that is corrected: its gross without what others say, and that of each rate. */
  order?: { left: Decimal; taken: { rate: string; gross: Decimal }[] };
}

/** What a document says of a rate, and what was said of it before. */
export interface TaxRow extends RateTotals {
  before: Amounts;
}

/** What the document says of each rate: what its lines come to, less what was said before it. */
export function taxesAfter(rates: RateTotals[], { corrected, advances }: Basis): TaxRow[] {
  const earlier = corrected?.taxes ?? advances?.flatMap(({ taxes }) => taxes) ?? [];
  const codes = [...new Set([...rates, ...earlier].map(({ rate }) => rate))];
  return codes.map((rate) => {
    const before = added(earlier.filter((one) => one.rate === rate));
    const after = rates.find((one) => one.rate === rate) ?? NOTHING;
    return { rate, before, ...less(after, before) };
  });
}

/** The form of a correction keeps how its figures are reckoned, and whose document it is. */
export function asBasisSays(input: InvoiceInput, { corrected }: Basis): InvoiceInput {
  if (!corrected) return input;
  const { method, discountKind, departmentId } = corrected;
  return { ...input, method, discountKind, departmentId };
}

/**
 * What a draft corrects, takes off or is paid on may have changed since it was kept; so it may since a document was deleted that is to come back.
 * @param draft with its lines and taxes
 * @throws BrokenRule when it did: the draft has to be looked at again, and what was deleted made anew
 */
export function refuseOutdated(draft: Invoice, basis: Basis) {
  const { order, corrected, advances = [] } = basis;
  refuseAboveOrder(draft, draft.gross, order);
  const lines = draft.lines!.filter(({ before }) => before);
  const isSame =
    taxesAfter([], basis).every(({ rate, before }) => {
      const tax = draft.taxes!.find(({ vatRate }) => vatRate === rate);
      return tax?.beforeNet.eq(before.net) && tax.beforeVat.eq(before.vat);
    }) &&
    (!corrected || wordsOf(lines) === wordsOf(corrected.lines)) &&
    advances.every(({ id, issueOn }) => draft.advances!.some((one) => one.advanceId === id && one.issueOn === issueOn));
  if (!isSame) throw new BrokenRule(draft.issuedAt ? 'basis_changed_since_deletion' : 'basis_changed_meanwhile');
}

function wordsOf(lines: InvoiceLine[]) {
  return lines.map((line) => said(line, line.vatRate)).join();
}

/** @throws BrokenRule when a correction changes nothing, or advances are more than what is sold */
export function refuseBeyondBasis(input: InvoiceInput, taxes: TaxRow[], buyer: Buyer, { corrected, advances, order }: Basis) {
  if (corrected && !changes(input, buyer, corrected)) throw new BrokenRule('correction_changes_nothing', {}, 'lines');
  if (corrected && buyer.taxNo !== corrected.buyer.taxNo) throw new BrokenRule('correction_keeps_tax_no', {}, 'buyerTaxNo');
  const isOfAnother = advances?.some(({ buyerTaxNo }) => buyerTaxNo && buyer.taxNo && buyerTaxNo !== buyer.taxNo);
  if (isOfAnother) throw new BrokenRule('final_of_another_buyer', {}, 'buyerTaxNo');
  if (advances && taxes.some(({ net, gross }) => net.isNegative() || gross.isNegative()))
    throw new BrokenRule('final_below_advances', {}, 'lines');
  refuseAboveOrder(input, added(taxes).gross, order);
}

/** @param gross of an advance, or what a correction adds to it or takes away */
function refuseAboveOrder({ kind, currency }: Pick<InvoiceInput, 'kind' | 'currency'>, gross: Decimal, order: Basis['order']) {
  if (!order || !gross.gt(order.left)) return;
  const key = kind === 'correction' ? 'correction_above_order' : 'advance_above_order';
  throw new BrokenRule(key, { left: order.left.toFixed(2), currency }, 'lines');
}

/** A correction has to change something: lines, texts, or what is said of the buyer (art. 106j). */
function changes({ contentAfter, lines }: InvoiceInput, buyer: Buyer, corrected: NonNullable<Basis['corrected']>) {
  const after = lines.map((line) => (line.blank ? '' : said(line, line.rate)));
  const before = corrected.lines.map((line) => said(line, line.vatRate));
  const places = Array.from({ length: Math.max(after.length, before.length) }, (_, place) => place);
  const isSame = places.every((place) => (after[place] ?? '') === (before[place] ?? ''));
  const isSameBuyer = (['name', 'street', 'postCode', 'city', 'country'] as const).every(
    (field) => buyer[field] === corrected.buyer[field],
  );
  return Boolean(contentAfter) || !isSame || !isSameBuyer;
}

type SaidLine = Pick<InvoiceLine, 'name' | 'unit' | 'quantity' | 'price'> & { discount: Decimal | null };

/** What people read of a line, whatever way its figures are written in. */
function said({ name, unit, quantity, price, discount }: SaidLine, rate: string) {
  return JSON.stringify([name, unit, quantity, price, discount ?? ZERO, rate]);
}
