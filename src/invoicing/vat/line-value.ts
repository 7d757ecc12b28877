import { Decimal, round } from '../../money/decimal';
import { type Step, Steps } from './steps';
import { vatOfGross, vatOfNet } from './vat';

/**
 * How a document's discounts are meant (R98): per cent off each line's value, per cent off the unit's net or gross price, or an amount off the
 * line.
 */
export type DiscountKind = 'percent_total' | 'percent_unit' | 'percent_unit_gross' | 'amount';

export const DISCOUNT_KINDS: readonly DiscountKind[] = ['percent_total', 'percent_unit', 'percent_unit_gross', 'amount'];

/** How a line's value comes of its price: net of a net one, gross of a gross one, or gross of a net one whose unit is made gross first. */
export type Pricing = 'net' | 'gross' | 'unit_gross';

/** A line's figures as typed: a unit price, or the value of all units together. */
export type Priced = {
  quantity: Decimal;
  /** Per cent (0–100) or an amount off the whole line, net under net pricing, else gross, as the document's discount kind says. */
  discount?: Decimal | null;
} & (
  | { /** Of one unit, up to 8 decimals. */ price: Decimal; total?: undefined }
  | { /** Of all units, in grosze, kept as it is but where each unit is made gross. */ total: Decimal; price?: undefined }
);

const PRICE_PLACES = 8;
const GROSZ = 2;
const HUNDRED = new Decimal(100);

/** The unit price of a line that gave its total: total/quantity, kept to 8 decimals, so that times the quantity it is the total again. */
export function unitPrice(line: Priced): Decimal {
  return line.price ?? round(line.total.div(line.quantity), PRICE_PLACES);
}

/** A line's value after its discount in whole grosze, net under net pricing, else gross: where the steps to it end. */
export function lineValue(line: Priced, pricing: Pricing, percent: Decimal | null, discountKind: DiscountKind): Decimal {
  return valueSteps(line, pricing, percent, discountKind).at(-1)!.rounded;
}

/**
 * How a line comes to its value (R98, R122): round(quantity × price) − discount; under unit-gross pricing the price is first made gross and
 * rounded to the grosz, as cash registers do.
 *
 * The discount, as recorded from Fakturownia (16 rows of its truth table):
 * - `amount` comes off as it is;
 * - `percent_total` is per cent of the line's value, rounded to the grosz;
 * - `percent_unit` lowers the unit's net price, rounded as finely as the price was typed (at least to the grosz), which is multiplied
 *   by the quantity; gross prices are taken net first and VAT comes on top again;
 * - `percent_unit_gross` likewise lowers the unit's gross price; net prices are made gross first and VAT is taken out again.
 */
export function valueSteps(line: Priced, pricing: Pricing, percent: Decimal | null, discountKind: DiscountKind): Step[] {
  const steps = new Steps();
  const discount = line.discount?.isZero() ? null : line.discount;
  if (discount && discountKind === 'percent_unit') netUnitLowered(steps, line, discount, pricing, percent);
  else if (discount && discountKind === 'percent_unit_gross') grossUnitLowered(steps, line, discount, pricing, percent);
  else {
    const value = fullValue(steps, line, pricing, percent);
    if (discount && discountKind === 'amount') steps.add('discounted', [value, '−', discount], value.minus(discount));
    else if (discount) lessPerCent(steps, value, discount);
  }
  return steps.all;
}

function fullValue(steps: Steps, line: Priced, pricing: Pricing, percent: Decimal | null): Decimal {
  if (pricing === 'unit_gross') return times(steps, line.quantity, madeGross(steps, unitPrice(line), percent, GROSZ));
  return line.total ? steps.add('value', [line.total], line.total) : times(steps, line.quantity, line.price);
}

function lessPerCent(steps: Steps, value: Decimal, discount: Decimal) {
  const off = steps.add('discount', [value, '×', discount, '÷', HUNDRED], value.times(discount).div(100));
  steps.add('discounted', [value, '−', off], value.minus(off));
}

function netUnitLowered(steps: Steps, line: Priced, discount: Decimal, pricing: Pricing, percent: Decimal | null) {
  const price = unitPrice(line);
  const places = placesOf(price);
  const lowered = lower(steps, pricing === 'gross' ? takenNet(steps, price, percent, places) : price, discount, places);
  if (pricing === 'unit_gross') times(steps, line.quantity, madeGross(steps, lowered, percent, GROSZ));
  else {
    const net = times(steps, line.quantity, lowered);
    const vat = vatOfNet(net, percent);
    if (pricing === 'gross' && percent) steps.add('with_vat', [net, '+', vat], net.plus(vat));
  }
}

function grossUnitLowered(steps: Steps, line: Priced, discount: Decimal, pricing: Pricing, percent: Decimal | null) {
  const price = unitPrice(line);
  const places = pricing === 'unit_gross' ? GROSZ : placesOf(price);
  const lowered = lower(steps, pricing === 'gross' ? price : madeGross(steps, price, percent, places), discount, places);
  const gross = times(steps, line.quantity, lowered);
  const vat = vatOfGross(gross, percent);
  if (pricing === 'net' && percent) steps.add('without_vat', [gross, '−', vat], gross.minus(vat));
}

function times(steps: Steps, quantity: Decimal, price: Decimal): Decimal {
  return steps.add('value', [quantity, '×', price], quantity.times(price));
}

function lower(steps: Steps, price: Decimal, discount: Decimal, places: number): Decimal {
  const kept = HUNDRED.minus(discount);
  return steps.add('unit_lowered', [price, '×', kept, '÷', HUNDRED], price.times(kept).div(100), places);
}

function madeGross(steps: Steps, price: Decimal, percent: Decimal | null, places: number): Decimal {
  if (!percent) return steps.add('unit_gross', [price], price, places);
  const withVat = percent.plus(100);
  return steps.add('unit_gross', [price, '×', withVat, '÷', HUNDRED], price.times(withVat).div(100), places);
}

function takenNet(steps: Steps, price: Decimal, percent: Decimal | null, places: number): Decimal {
  if (!percent) return price;
  const withVat = percent.plus(100);
  return steps.add('unit_net', [price, '×', HUNDRED, '÷', withVat], price.times(100).div(withVat), places);
}

/** As finely as it was typed, at least to the grosz. */
function placesOf(price: Decimal): number {
  return Math.max(GROSZ, price.decimalPlaces());
}
