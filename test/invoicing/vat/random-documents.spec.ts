import { DISCOUNT_KINDS, DiscountKind } from '../../../src/invoicing/vat/line-value';
import { VAT_RATES, vatRateOf } from '../../../src/invoicing/vat/rates';
import { Totals, TotalsLine, totals, VAT_METHODS, VatMethod } from '../../../src/invoicing/vat/totals';
import { Amounts } from '../../../src/invoicing/vat/vat';
import { Decimal } from '../../../src/money/decimal';

// An implementation of its own, in exact fractions of whole numbers: it shares no code and no idea with what it judges.

interface Fraction {
  over: bigint;
  under: bigint;
}

type Figures = { net: bigint; vat: bigint };

const DOCUMENTS = 20_000;

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
/** Rates as per mille, as the finest one has one decimal. */
const perMille = (code: string) => BigInt(vatRateOf(code)?.percent?.times(10).toFixed() ?? 0);

/** The value of a line in grosze, in its price's kind. */
function lineInGrosze(line: TotalsLine, isNet: boolean, rate: bigint, kind: DiscountKind): bigint {
  const quantity = fraction(line.quantity);
  const price = fraction(line.price as Decimal);
  const value = groszeOf(product(quantity, price));
  const discount = fraction(line.discount as Decimal);
  if (discount.over === 0n) return value;
  if (kind === 'amount') return value - groszeOf(discount);
  if (kind === 'percent_total') return value - groszeOf(product({ over: value, under: 10_000n }, discount));
  const places = Math.max(2, (line.price as Decimal).decimalPlaces());
  const netPrice = isNet ? price : roundedAt(product(price, { over: 1000n, under: 1000n + rate }), places);
  const kept = { over: 100n * discount.under - discount.over, under: 100n * discount.under };
  const net = groszeOf(product(roundedAt(product(netPrice, kept), places), quantity));
  return isNet ? net : net + groszeOf(product({ over: net * rate, under: 100_000n }));
}

const split = (value: bigint, isNet: boolean, rate: bigint): Figures => {
  const vat = groszeOf({ over: value * rate, under: 100n * (isNet ? 1000n : 1000n + rate) });
  return { net: isNet ? value : value - vat, vat };
};

/** Net and VAT of each rate, in grosze. */
function judged(lines: TotalsLine[], method: VatMethod, kind: DiscountKind): Record<string, Figures> {
  const isNet = method.startsWith('net');
  const rates: Record<string, Figures> = {};
  for (const code of new Set(lines.map((line) => line.rate))) {
    const rate = perMille(code);
    const values = lines.filter((line) => line.rate === code).map((line) => lineInGrosze(line, isNet, rate, kind));
    const parts = method.endsWith('sum') ? [values.reduce((all, value) => all + value)] : values;
    rates[code] = parts
      .map((value) => split(value, isNet, rate))
      .reduce((all, each) => ({ net: all.net + each.net, vat: all.vat + each.vat }));
  }
  return rates;
}

let seed = 20261124;
function random(below: number): number {
  // Mulberry32: the same documents on every run.
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
}

function randomLine(kind: DiscountKind): TotalsLine {
  const price = new Decimal(1 + random(2_000_000)).div(10 ** [2, 2, 2, 4, 8][random(5)]);
  const quantity = new Decimal(1 + random(5_000)).div(10 ** [0, 0, 1, 3, 6][random(5)]);
  const percent = new Decimal(random(10_001)).div(100);
  const discount = random(2) === 0 ? new Decimal(0) : kind === 'amount' ? new Decimal(random(10_000)).div(100) : percent;
  return { price, quantity, discount, rate: VAT_RATES[random(VAT_RATES.length)].code };
}

const inGrosze = (amount: Decimal) => BigInt(amount.times(100).toFixed());

function added(parts: Amounts[]): bigint[] {
  return [
    parts.reduce((all, part) => all + inGrosze(part.net), 0n),
    parts.reduce((all, part) => all + inGrosze(part.vat), 0n),
    parts.reduce((all, part) => all + inGrosze(part.gross), 0n),
  ];
}

/** What is wrong with the totals; empty when nothing is. */
function faults(result: Totals, lines: TotalsLine[], expected: Record<string, Figures>): string[] {
  const found: string[] = [];
  for (const { rate, net, vat } of result.rates) {
    if (inGrosze(net) !== expected[rate].net || inGrosze(vat) !== expected[rate].vat) found.push(`rate ${rate}`);
    const [lineNet, lineVat] = added(result.lines.filter((_, place) => lines[place].rate === rate));
    if (lineNet !== expected[rate].net || lineVat !== expected[rate].vat) found.push(`lines of rate ${rate}`);
  }
  if (result.rates.length !== Object.keys(expected).length) found.push('number of rates');
  if (added(result.rates).join() !== added([result.document]).join()) found.push('sum of rates');
  if ([...result.lines, ...result.rates, result.document].some(({ net, vat, gross }) => !net.plus(vat).eq(gross)))
    found.push('net + vat');
  return found;
}

describe('Random documents', () => {
  it.each(
    VAT_METHODS,
  )('agree to the grosz with exact fractions, a quarter of 20,000 by the method %s (R24, R97, R98, R122)', (method) => {
    for (let count = 0; count < DOCUMENTS / VAT_METHODS.length; count++) {
      const kind = DISCOUNT_KINDS[random(DISCOUNT_KINDS.length)];
      const lines = Array.from({ length: 1 + random(10) }, () => randomLine(kind));
      const found = faults(totals(lines, method, kind), lines, judged(lines, method, kind));
      if (found.length > 0) throw new Error(`${found.join(', ')} of ${kind} ${JSON.stringify(lines)}`);
    }
  });
});
