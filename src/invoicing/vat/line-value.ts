import { Decimal, round } from '../../money/decimal';
import { vatOfNet } from './vat';

/** How a document's discounts are meant (R98): per cent off each line's value, per cent off the unit's net price, or an amount off the line. */
export type DiscountKind = 'percent_total' | 'percent_unit' | 'amount';

export const DISCOUNT_KINDS: readonly DiscountKind[] = ['percent_total', 'percent_unit', 'amount'];

/** Whether prices are typed net or gross: the kind that a document's method says. */
export type PriceKind = 'net' | 'gross';

/** A line's figures as typed: a unit price, or the value of all units together. */
export type Priced = {
  quantity: Decimal;
  /** Per cent (0–100) or an amount off the whole line in the price's kind, as the document's discount kind says. */
  discount?: Decimal | null;
} & (
  | { /** Of one unit, up to 8 decimals. */ price: Decimal; total?: undefined }
  | { /** Of all units, in grosze, kept as it is. */ total: Decimal; price?: undefined }
);

const PRICE_PLACES = 8;

/** The unit price of a line that gave its total: total/quantity, kept to 8 decimals, so that times the quantity it is the total again. */
export function unitPrice(line: Priced): Decimal {
  return line.price ?? round(line.total.div(line.quantity), PRICE_PLACES);
}

/**
 * A line's value after its discount, in the price's kind and whole grosze: round(quantity × price) − discount.
 *
 * The discount, as recorded from Fakturownia (16 rows of its truth table):
 * - `amount` comes off as it is, net from net prices, gross from gross ones;
 * - `percent_total` is per cent of the line's value, rounded to the grosz;
 * - `percent_unit` lowers the unit's net price, rounded as finely as the price was typed (at least to the grosz), which is multiplied
 *   by the quantity; gross prices are taken net first and VAT comes on top again.
 */
export function lineValue(line: Priced, kind: PriceKind, percent: Decimal | null, discountKind: DiscountKind): Decimal {
  const value = line.total ?? round(line.quantity.times(line.price));
  const discount = line.discount;
  if (!discount || discount.isZero()) return value;
  if (discountKind === 'amount') return value.minus(discount);
  if (discountKind === 'percent_total') return value.minus(round(value.times(discount).div(100)));
  return valueAtLowerUnitPrice(line, discount, kind, percent);
}

function valueAtLowerUnitPrice(line: Priced, discount: Decimal, kind: PriceKind, percent: Decimal | null): Decimal {
  const price = unitPrice(line);
  const places = Math.max(2, price.decimalPlaces());
  const netPrice = kind === 'net' || percent === null ? price : round(price.times(100).div(percent.plus(100)), places);
  const lowered = round(netPrice.times(discount.neg().plus(100)).div(100), places);
  const net = round(lowered.times(line.quantity));
  return kind === 'net' ? net : net.plus(vatOfNet(net, percent));
}
