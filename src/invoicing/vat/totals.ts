import { Decimal, sum } from '../../money/decimal';
import { apportion, inGrosze } from '../../money/share';
import { DiscountKind, lineValue, Priced, type Pricing } from './line-value';
import { VAT_RATES, vatRateOf } from './rates';
import { Amounts, added, fromGross, fromNet } from './vat';

/**
 * How a document's VAT comes about (R24, R97, R99; all are lawful). `net_`: unit prices are net, VAT comes on top ("keep net"); `gross_`: they are
 * gross, VAT is taken out; `unit_gross_`: they are net, each unit is made gross and rounded, then VAT is taken out ("keep gross").
 * `_sum`: VAT once per rate from the sum of its lines (art. 106e(1)(14), 106e(8)); `_line`: rounded on each line, then summed (106e(10)).
 */
export type VatMethod = 'net_sum' | 'net_line' | 'gross_sum' | 'gross_line' | 'unit_gross_sum' | 'unit_gross_line';

export const VAT_METHODS: readonly VatMethod[] = [
  'net_sum',
  'net_line',
  'gross_sum',
  'gross_line',
  'unit_gross_sum',
  'unit_gross_line',
];

/** Whether prices are typed, or amounts reckoned with, net or gross. */
export type PriceKind = 'net' | 'gross';

/** A line as it is typed, with the code of its VAT rate. */
export type TotalsLine = Priced & { rate: string };

/** What all lines of one rate come to; a document has one for each rate on it. */
export interface RateTotals extends Amounts {
  rate: string;
}

export interface Totals {
  /** In the order of the lines. Of the `_sum` methods they are derived, so that they add up to their rate's totals. */
  lines: Amounts[];
  /** In the order of VAT_RATES. */
  rates: RateTotals[];
  document: Amounts;
}

/** Whether a document with this method is typed in net or in gross prices. */
export function priceKindOf(method: VatMethod): PriceKind {
  return pricingOf(method) === 'gross' ? 'gross' : 'net';
}

/** Whether lines of a document with this method are valued net, and VAT comes on top, or gross, and it is taken out. */
export function valueKindOf(method: VatMethod): PriceKind {
  return pricingOf(method) === 'net' ? 'net' : 'gross';
}

/** How lines of a document with this method come to their value. */
export function pricingOf(method: VatMethod): Pricing {
  return method.slice(0, method.lastIndexOf('_')) as Pricing;
}

/** Whether VAT is reckoned once per rate, not on each line. */
export function isSummed(method: VatMethod): boolean {
  return method.endsWith('_sum');
}

/**
 * What a document comes to: its lines, rates and the whole, in whole grosze; everywhere lines add up to rates, rates to the document, net + vat = gross.
 * @throws RangeError for a rate that does not exist, which no valid input holds
 */
export function totals(lines: TotalsLine[], method: VatMethod, discountKind: DiscountKind = 'percent_total'): Totals {
  const kind = valueKindOf(method);
  const pricing = pricingOf(method);
  const amounts: Amounts[] = new Array(lines.length);
  const rates: RateTotals[] = [];
  for (const [rate, places] of linesByRate(lines)) {
    const percent = percentOf(rate);
    const values = places.map((place) => lineValue(lines[place], pricing, percent, discountKind));
    const ofRate = isSummed(method) ? summed(values, kind, percent) : separate(values, kind, percent);
    places.forEach((place, index) => {
      amounts[place] = ofRate.lines[index];
    });
    rates.push({ rate, ...ofRate.total });
  }
  return { lines: amounts, rates, document: added(rates) };
}

/** VAT of the sum; the lines share it out by largest remainder (9.99 three times gross at 23%: net 8.12, 8.12 and 8.13). */
function summed(values: Decimal[], kind: PriceKind, percent: Decimal | null): { lines: Amounts[]; total: Amounts } {
  const total = withVat(sum(values), kind, percent);
  return { total, lines: withShares(values, sharedVat(values, total.vat, kind, percent), kind) };
}

/** VAT of each line by itself. */
function separate(values: Decimal[], kind: PriceKind, percent: Decimal | null): { lines: Amounts[]; total: Amounts } {
  const lines = values.map((value) => withVat(value, kind, percent));
  return { lines, total: added(lines) };
}

function withVat(value: Decimal, kind: PriceKind, percent: Decimal | null): Amounts {
  return kind === 'net' ? fromNet(value, percent) : fromGross(value, percent);
}

function withShares(values: Decimal[], vats: Decimal[], kind: PriceKind): Amounts[] {
  return values.map((value, index) => {
    const vat = vats[index];
    return kind === 'net' ? { net: value, vat, gross: value.plus(vat) } : { net: value.minus(vat), vat, gross: value };
  });
}

function sharedVat(values: Decimal[], vat: Decimal, kind: PriceKind, percent: Decimal | null): Decimal[] {
  if (percent === null) return values.map(() => vat);
  // Per cent as a fraction of whole numbers: 25.5% of net is 255/1000.
  const scale = new Decimal(10).pow(percent.decimalPlaces());
  const denominator = kind === 'net' ? scale.times(100) : percent.plus(100).times(scale);
  const numerator = BigInt(percent.times(scale).toFixed(0));
  return apportion(
    vat,
    values.map((value) => inGrosze(value) * numerator),
    BigInt(denominator.toFixed(0)),
  );
}

/** The places of the lines of each rate that is there, rates in the order of VAT_RATES. */
function linesByRate(lines: TotalsLine[]): [string, number[]][] {
  const places = new Map<string, number[]>(VAT_RATES.map((rate) => [rate.code, []]));
  lines.forEach((line, place) => {
    const ofRate = places.get(line.rate);
    if (!ofRate) throw new RangeError(`No VAT rate '${line.rate}'`);
    ofRate.push(place);
  });
  return [...places].filter(([, ofRate]) => ofRate.length > 0);
}

function percentOf(rate: string): Decimal | null {
  return vatRateOf(rate)?.percent ?? null;
}
