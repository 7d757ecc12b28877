import { sum } from '../../money/decimal';
import { added } from '../vat/vat';
import type { Invoice } from './invoice.entity';
import type { InvoiceTax } from './invoice-tax.entity';

/** What the preview of a document shows below its parties: lines, sums by rate, and how gross becomes what is to pay. */
export function onPaper(invoice: Invoice) {
  const { kind, lines = [], taxes = [], charges = [], advances = [], correction, toPay } = invoice;
  const isCorrection = kind === 'correction';
  const hasEarlier = isCorrection || kind === 'final';
  return {
    isCorrection,
    hasEarlier,
    // Of a correction what was and what is, of a final invoice the advances and the whole order.
    earlier: isCorrection ? 'documents.before' : 'documents.advances_off',
    later: isCorrection ? 'documents.after' : 'documents.whole',
    difference: isCorrection ? 'documents.difference' : 'documents.left',
    lines: lines.map((line) => ({
      ...line,
      fine: line.price.decimalPlaces() > 2,
      says: isCorrection ? (line.before ? 'documents.before' : 'documents.after') : null,
    })),
    taxes: taxes.map((tax) => ({ ...tax, ...aroundOf(tax) })),
    charges: charges.map(({ kind: sort, reason, amount }) => ({
      title: `documents.charge.${sort}`,
      reason,
      amount: sort === 'charge' ? amount : amount.neg(),
    })),
    zlotys: zlotysOf(invoice),
    advances,
    correction,
    // What a correction gives back is written as what it is.
    toPayOrBack: toPay.abs(),
  };
}

/** VAT in zlotys, as the law wants it beside an amount in another currency (art. 106e(11)), and by which rate; null where there is none. */
function zlotysOf({ exchange, taxes = [] }: Invoice) {
  const said = taxes.flatMap(({ vatRate, vatPln }) => (vatPln ? [{ vatRate, vatPln }] : []));
  if (!said.length || !exchange?.rate) return null;
  return {
    rate: exchange.rate,
    table: exchange.table,
    on: exchange.on,
    taxes: said,
    total: sum(said.map(({ vatPln }) => vatPln)),
  };
}

/** What was said of a rate before the document, and what is after it. */
function aroundOf({ beforeNet, beforeVat, beforeGross, net, vat, gross }: InvoiceTax) {
  const before = { net: beforeNet, vat: beforeVat, gross: beforeGross };
  return { before, after: added([before, { net, vat, gross }]) };
}
