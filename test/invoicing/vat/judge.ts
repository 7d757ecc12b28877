import type { DiscountKind } from '../../../src/invoicing/vat/line-value';
import type { TotalsLine, VatMethod } from '../../../src/invoicing/vat/totals';
import type { Decimal } from '../../../src/money/decimal';

// An implementation of its own, in exact fractions of whole numbers: it shares no code and no idea with what it judges.

interface Fraction {
  over: bigint;
  under: bigint;
}

/** In grosze. */
export interface Figures {
  net: bigint;
  vat: bigint;
}

/** Per mille of each rate, as the finest ones have one decimal; null where there is no VAT. */
export type PerMille = (code: string) => bigint | null;

const fraction = (amount: Decimal): Fraction => {
  const [whole, decimals = ''] = amount.toFixed().split('.');
  return { over: BigInt(whole + decimals), under: 10n ** BigInt(decimals.length) };
};
const product = (...factors: Fraction[]): Fraction =>
  factors.reduce((all, each) => ({ over: all.over * each.over, under: all.under * each.under }), { over: 1n, under: 1n });
const roundedAt = ({ over, under }: Fraction, places: number): Fraction => {
  const scaled = over * 10n ** BigInt(places);
  const size = (2n * (scaled < 0n ? -scaled : scaled) + under) / (2n * under);
  return { over: scaled < 0n ? -size : size, under: 10n ** BigInt(places) };
};
const groszeOf = (value: Fraction) => roundedAt(value, 2).over;

/** The price that a discount of the unit starts from, and how finely it is rounded: net or gross, whatever was typed. */
function unitOf(price: Fraction, is: 'net' | 'gross', wanted: 'net' | 'gross', rate: bigint, places: number): Fraction {
  if (is === wanted) return price;
  const factor = wanted === 'gross' ? { over: 1000n + rate, under: 1000n } : { over: 1000n, under: 1000n + rate };
  return roundedAt(product(price, factor), places);
}

/** The value of a line in grosze: net where VAT comes on top, else gross. */
function lineInGrosze(line: TotalsLine, method: VatMethod, rate: bigint, kind: DiscountKind): bigint {
  const typed = method.startsWith('gross') ? 'gross' : 'net';
  const valued = method.startsWith('net') ? 'net' : 'gross';
  const isUnitGross = method.startsWith('unit');
  const quantity = fraction(line.quantity);
  const discount = fraction(line.discount as Decimal);
  const fine = Math.max(2, (line.price as Decimal).decimalPlaces());
  const price = fraction(line.price as Decimal);
  const whole = isUnitGross ? roundedAt(product(price, { over: 1000n + rate, under: 1000n }), 2) : price;
  const value = groszeOf(product(quantity, whole));
  if (discount.over === 0n) return value;
  if (kind === 'amount') return value - groszeOf(discount);
  if (kind === 'percent_total') return value - groszeOf(product({ over: value, under: 10_000n }, discount));
  const lowers = kind === 'percent_unit' ? 'net' : 'gross';
  const places = isUnitGross && lowers === 'gross' ? 2 : fine;
  const kept = { over: 100n * discount.under - discount.over, under: 100n * discount.under };
  const lowered = roundedAt(product(unitOf(price, typed, lowers, rate, places), kept), places);
  if (isUnitGross) return groszeOf(product(unitOf(lowered, lowers, 'gross', rate, 2), quantity));
  const all = groszeOf(product(lowered, quantity));
  if (lowers === valued) return all;
  return lowers === 'net' ? all + split(all, 'net', rate).vat : split(all, 'gross', rate).net;
}

function split(value: bigint, kind: 'net' | 'gross', rate: bigint): Figures {
  const vat = groszeOf({ over: value * rate, under: 100n * (kind === 'net' ? 1000n : 1000n + rate) });
  return { net: kind === 'net' ? value : value - vat, vat };
}

/** Net and VAT of each rate, in grosze. */
export function judged(lines: TotalsLine[], method: VatMethod, kind: DiscountKind, perMille: PerMille): Record<string, Figures> {
  const valued = method.startsWith('net') ? 'net' : 'gross';
  const rates: Record<string, Figures> = {};
  for (const code of new Set(lines.map((line) => line.rate))) {
    const rate = perMille(code) ?? 0n;
    const values = lines.filter((line) => line.rate === code).map((line) => lineInGrosze(line, method, rate, kind));
    const parts = method.endsWith('sum') ? [values.reduce((all, value) => all + value)] : values;
    rates[code] = parts
      .map((value) => split(value, valued, rate))
      .reduce((all, each) => ({ net: all.net + each.net, vat: all.vat + each.vat }));
  }
  return rates;
}
