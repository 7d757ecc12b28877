import type { VatMethod } from './totals';

/** How Fakturownia is told to reckon a document (R97): `calculating_strategy` of its API, all three keys together. */
export interface CalculatingStrategy {
  /** How a line is made: of its price as typed, or of its unit's gross price. */
  position: 'default' | 'keep_gross';
  /** How the document is: lines added up, or VAT once per rate from their gross or their net. */
  sum: 'sum' | 'keep_gross' | 'keep_net';
  /** Which unit price is typed. */
  invoice_form_price_kind: 'net' | 'gross';
}

/**
 * The method that reckons as such a strategy, to the grosz; null of those that mix net and gross, so that the VAT on the document would be neither
 * its net's nor its gross's (VAT from the net of gross lines is the way that loses a grosz: 29.96 of three times 9.99).
 */
export function methodOf(strategy: CalculatingStrategy): VatMethod | null {
  const { position, sum, invoice_form_price_kind: price } = strategy;
  const pricing = price === 'net' && position === 'keep_gross' ? 'unit_gross' : price;
  if (sum === 'sum') return `${pricing}_line`;
  const keeps = pricing === 'net' ? 'keep_net' : 'keep_gross';
  return sum === keeps ? `${pricing}_sum` : null;
}
