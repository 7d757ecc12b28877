import { Decimal } from 'decimal.js';

Decimal.set({ precision: 40, rounding: Decimal.ROUND_HALF_UP });

/** Every amount, price, quantity and percentage of the application; never a float (R122). 40 digits hold a price times a quantity exactly. */
export { Decimal };

/**
 * The only rounding of money: half up, away from zero for negative amounts (art. 106e(11) of the VAT act).
 * @param places digits kept after the point; 2 is the grosz
 */
export function round(amount: Decimal, places = 2): Decimal {
  return amount.toDecimalPlaces(places, Decimal.ROUND_HALF_UP);
}

/** A decimal from its plain notation ('12.50'); throws on anything else. What people type goes through parseAmount instead. */
export function decimal(value: string | number | Decimal): Decimal {
  return new Decimal(value);
}

export const ZERO = new Decimal(0);

/** The sum; zero of nothing. */
export function sum(amounts: Decimal[]): Decimal {
  return amounts.reduce((total, amount) => total.plus(amount), ZERO);
}
