import { Decimal } from '../../money/decimal';

/** A VAT rate as a line of a document names it. */
export interface VatRate {
  /** What is stored with the line; never renamed. */
  code: string;
  /** Per cent of net; null where the law asks for no VAT, so that net is gross. */
  percent: Decimal | null;
  /** Translation key of what the document prints ('23%', 'zw.', …). */
  label: string;
  /** Whether a person may choose it for a line; 'margin' comes with the kind of document. */
  offered: boolean;
}

const vatRate = (code: string, percent: number | null, offered = true): VatRate => ({
  code,
  percent: percent === null ? null : new Decimal(percent),
  label: `vat_rates.${code}`,
  offered,
});

/**
 * The VAT rates (R99), in the order in which documents sum them up: taxed, 0%, then without VAT: zw exempt, np outside Poland,
 * oo domestic reverse charge, margin a sale taxed on its margin (art. 120), of which the document shows gross only.
 */
export const VAT_RATES: readonly VatRate[] = [
  vatRate('23', 23),
  vatRate('8', 8),
  vatRate('5', 5),
  vatRate('0', 0),
  vatRate('zw', null),
  vatRate('np', null),
  vatRate('oo', null),
  vatRate('margin', null, false),
];

const byCode = new Map(VAT_RATES.map((rate) => [rate.code, rate]));

/** The rate with this code; undefined when there is none. */
export function vatRateOf(code: string): VatRate | undefined {
  return byCode.get(code);
}
