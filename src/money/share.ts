import { Decimal, sum, ZERO } from './decimal';

/**
 * Shares an amount out in proportion to weights, in grosze, by largest remainder: the shares add up exactly to the total (R38).
 * Of equal remainders the earlier comes first. Weights that add up to zero say nothing, so the first gets all.
 * @param total an amount in whole grosze, of either sign
 */
export function shares(total: Decimal, weights: Decimal[]): Decimal[] {
  const all = sum(weights);
  if (all.isZero()) return weights.map((_, index) => (index === 0 ? total : ZERO));
  const sign = BigInt(all.s);
  const [denominator, ...parts] = wholeNumbers([all, ...weights]).map((part) => part * sign);
  const grosze = inGrosze(total);
  return apportion(
    total,
    parts.map((part) => grosze * part),
    denominator,
  );
}

/**
 * Rounds exact fractions of a grosz so that together they make the total, by largest remainder.
 * @param total what they must add up to, an amount in whole grosze
 * @param numerators the exact parts in grosze, each over the one denominator; their sum is the total before its own rounding
 * @param denominator above zero
 */
export function apportion(total: Decimal, numerators: bigint[], denominator: bigint): Decimal[] {
  // A negative total is shared out as the mirror of the positive one.
  const sign = BigInt(total.s);
  const parts = numerators.map((numerator) => {
    const remainder = (((numerator * sign) % denominator) + denominator) % denominator;
    return { grosze: (numerator * sign - remainder) / denominator, remainder };
  });
  let missing = inGrosze(total) * sign - parts.reduce((all, part) => all + part.grosze, 0n);
  for (const part of parts.toSorted((a, b) => Number(b.remainder - a.remainder))) {
    if (missing === 0n) break;
    part.grosze += 1n;
    missing -= 1n;
  }
  return parts.map((part) => new Decimal((part.grosze * sign).toString()).div(100));
}

/** An amount in whole grosze; finer decimals must not be there. */
export function inGrosze(amount: Decimal): bigint {
  return BigInt(amount.times(100).toFixed(0));
}

/** The same numbers, all multiplied by one power of ten that makes them whole. */
function wholeNumbers(numbers: Decimal[]): bigint[] {
  const places = Math.max(...numbers.map((number) => number.decimalPlaces()));
  return numbers.map((number) => BigInt(number.times(new Decimal(10).pow(places)).toFixed(0)));
}
