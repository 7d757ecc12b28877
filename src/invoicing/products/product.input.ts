import { CURRENCIES } from '../../money/currencies';
import type { Decimal } from '../../money/decimal';
import { AmountOf, Flag, Id, LongText, OneOf, Text } from '../../web/input';
import { GTU_CODES } from '../invoices/details';
import { VAT_RATES } from '../vat/rates';
import type { PriceKind } from '../vat/totals';

export const PRICE_KINDS: readonly PriceKind[] = ['net', 'gross'];
export const OFFERED_RATES = VAT_RATES.filter((rate) => rate.offered);

/** The product card's form (R111): a name, a rate and a currency; all else may stay empty. */
export class ProductInput {
  /** How the card stood when the form was opened; null for a new one, and for code, which overwrites (R117). */
  @LongText({ max: 200_000 }) opened: string | null = null;
  @Text({ max: 512, required: true }) name: string;
  @Text({ max: 50 }) code: string | null = null;
  @LongText({ max: 1000 }) description: string | null = null;
  @Text({ max: 20 }) unit: string | null = null;
  /** Whether the price is net or gross; the other follows by the rate. */
  @OneOf(PRICE_KINDS, { required: true }) priceKind: PriceKind = 'net';
  /** Of one unit; empty where it is agreed each time. */
  @AmountOf({ places: 8 }) price: Decimal | null = null;
  @OneOf(
    OFFERED_RATES.map(({ code }) => code),
    { required: true },
  )
  vatRate: string;
  @OneOf(CURRENCIES, { required: true }) currency: string;
  @OneOf(GTU_CODES) gtu: string | null = null;
  /** Of annex 15 of the VAT act: dear ones are paid by split payment. */
  @Flag() annex15 = false;
  /** PKWiU, CN or PKOB. */
  @Text({ max: 50 }) classification: string | null = null;
  @Id() categoryId: number | null = null;
}

/** What the form says of a product. */
export type TypedProduct = Omit<ProductInput, 'opened'>;
