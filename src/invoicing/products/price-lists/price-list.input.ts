import { ValidateIf } from 'class-validator';
import { CURRENCIES } from '../../../money/currencies';
import type { Decimal } from '../../../money/decimal';
import { AmountOf, LongText, Nested, OneOf, Text } from '../../../web/input';
import type { PriceKind } from '../../vat/totals';
import { PRICE_KINDS } from '../product.input';

const Filled = () => ValidateIf((row: PriceRowInput) => !row.blank);

/** A row of the list's table. */
export class PriceRowInput {
  /** '1003 · Name' as the form shows it, or a product's code or name. */
  @Filled() @Text({ max: 600, required: true }) product: string;
  /** Of one unit, net or gross as the list says. */
  @Filled() @AmountOf({ places: 8, required: true }) price: Decimal;

  /** A row nobody typed in, or one emptied to be taken away. */
  get blank() {
    return (this.product ?? null) === null;
  }
}

/** The form of a price list. */
export class PriceListInput {
  /** How it stood when the form was opened; null for a new one (R117). */
  @LongText({ max: 1_000_000 }) opened: string | null = null;
  @Text({ max: 100, required: true }) name: string;
  @OneOf(CURRENCIES, { required: true }) currency: string;
  @OneOf(PRICE_KINDS, { required: true }) priceKind: PriceKind = 'net';
  @AmountOf({ max: 100 }) percentOff: Decimal | null = null;
  @Nested(() => PriceRowInput) rows: PriceRowInput[] = [];
}
