import { BrokenRule } from '../../broken-rule';
import { Decimal } from '../../money/decimal';
import type { DocumentRows } from './document';
import type { Invoice } from './invoice.entity';
import type { Parties } from './parties';

const DEAL_WITH = { issueOn: 'issue_on', soldOn: 'sold_on', method: 'method', discountKind: 'discount_kind' } as const;
const FIGURES = { quantity: 'quantity', price: 'price', discount: 'discount', rate: 'vat_rate', dealId: 'deal_id' } as const;

/**
 * Of a sale that another document continues only texts and payment terms are edited (R125): days, parties and figures are the other's too.
 * @param invoice with its lines
 * @throws BrokenRule at the first field that would change beyond
 */
export function keepBesideTexts(invoice: Invoice, { invoice: head, lines }: DocumentRows, parties: Parties) {
  const keep = (kept: boolean, field: string) => {
    if (!kept) throw new BrokenRule('continued_keeps_figures', {}, field);
  };
  for (const [field, column] of Object.entries(DEAL_WITH))
    keep(same(invoice[field as keyof typeof DEAL_WITH], head[column]), field);
  keep(same(invoice.clientId, parties.clientId), 'client');
  keep(same(invoice.buyer.name, parties.buyer.name), 'buyerName');
  keep(same(invoice.buyer.taxNo, parties.buyer.taxNo), 'buyerTaxNo');
  keep(same(invoice.recipientId, parties.recipientId), 'recipient');
  // Of a correction the lines as they are after it; those before it are another's.
  const kept = invoice.lines!.filter(({ before }) => !before);
  const typed = lines.filter(({ before }) => !before);
  keep(kept.length === typed.length, 'lines');
  kept.forEach((line, place) => {
    const before: Record<string, unknown> = { ...line, rate: line.vatRate };
    for (const [field, column] of Object.entries(FIGURES))
      keep(same(before[field], typed[place][column]), `lines.${place}.${field}`);
  });
}

/** Nothing and no discount are the same, and so are 1 and 1.00. */
function same(before: unknown, after: unknown) {
  const plain = (value: unknown) => (Decimal.isDecimal(value) ? (value.isZero() ? '' : value.toString()) : String(value ?? ''));
  return plain(before) === plain(after);
}
