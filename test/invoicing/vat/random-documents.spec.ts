import { DISCOUNT_KINDS, DiscountKind } from '../../../src/invoicing/vat/line-value';
import { VAT_RATES } from '../../../src/invoicing/vat/rates';
import { Totals, TotalsLine, totals, VAT_METHODS } from '../../../src/invoicing/vat/totals';
import { Amounts } from '../../../src/invoicing/vat/vat';
import { Decimal } from '../../../src/money/decimal';
import { type Figures, judged } from './judge';

/** How many documents are reckoned; docs/benchmark.md tells how to reckon a million. */
const DOCUMENTS = Number(process.env.RANDOM_DOCUMENTS ?? 20_000);

const perMilles = new Map(VAT_RATES.map(({ code, percent }) => [code, percent && BigInt(percent.times(10).toFixed())]));
const perMille = (code: string) => perMilles.get(code) ?? null;

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
  it.each(VAT_METHODS)(
    'agree to the grosz with exact fractions, a sixth of them by the method %s (R24, R97, R98, R122)',
    (method) => {
      for (let count = 0; count < DOCUMENTS / VAT_METHODS.length; count++) {
        const kind = DISCOUNT_KINDS[random(DISCOUNT_KINDS.length)];
        const lines = Array.from({ length: 1 + random(10) }, () => randomLine(kind));
        const found = faults(totals(lines, method, kind), lines, judged(lines, method, kind, perMille));
        if (found.length > 0) throw new Error(`${found.join(', ')} of ${kind} ${JSON.stringify(lines)}`);
      }
    },
    DOCUMENTS,
  );
});
