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
    advances,
    correction,
    // What a correction gives back is written as what it is.
    isBack: toPay.isNegative(),
    toPayOrBack: toPay.abs(),
  };
}

/** What was said of a rate before the document, and what is after it. */
function aroundOf({ beforeNet, beforeVat, beforeGross, net, vat, gross }: InvoiceTax) {
  const before = { net: beforeNet, vat: beforeVat, gross: beforeGross };
  return { before, after: added([before, { net, vat, gross }]) };
}
