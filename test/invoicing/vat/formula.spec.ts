import { VAT_RATES } from '../../../src/invoicing/vat/rates';
import { fromGross, vatOfGross, vatOfNet } from '../../../src/invoicing/vat/vat';
import { Decimal } from '../../../src/money/decimal';

/** n/d rounded half up, away from zero, in whole numbers only. */
function rounded(numerator: bigint, denominator: bigint): bigint {
  const size = numerator < 0n ? -numerator : numerator;
  const whole = (2n * size + denominator) / (2n * denominator);
  return numerator < 0n ? -whole : whole;
}

const ONE_GROSZ = new Decimal('0.01');

const POLISH = VAT_RATES.filter(({ country }) => country === null);
const PERCENTS = [...new Set(POLISH.map(({ percent }) => percent?.toNumber() ?? null))];

describe("The law's formula", () => {
  it.each(PERCENTS)('takes %s%% VAT out of every gross 0.01–10,000.00 as gross·r/(100+r) in integers (R24)', (percent) => {
    expectLawful(percent, 1);
  });

  it('takes the VAT of other countries out of one gross in 89 of them (R24, R99)', () => {
    const percents = new Set(VAT_RATES.flatMap(({ country, percent }) => (country === null ? [] : [Number(percent)])));
    for (const percent of percents) expectLawful(percent, 89);
  });

  /** The per cent as per mille, since the finest rates have one decimal. */
  function expectLawful(percent: number | null, step: number) {
    const rate = BigInt((percent ?? 0) * 10);
    const r = percent === null ? null : new Decimal(percent);
    const wrong: string[] = [];
    for (let grosze = 1; grosze <= 1_000_000; grosze += step) {
      const gross = ONE_GROSZ.times(grosze);
      const vat = rounded(BigInt(grosze) * rate, 1000n + rate);
      if (!vatOfGross(gross, r).times(100).eq(Number(vat))) wrong.push(gross.toFixed(2));
    }
    expect(wrong).toEqual([]);
  }

  it('takes out of a gross below zero the mirror of what it takes out of one above (R24)', () => {
    expect(wrongOf(2_000, (gross, percent) => vatOfGross(gross.neg(), percent).eq(vatOfGross(gross, percent).neg()))).toEqual([]);
  });

  it('puts VAT on top of net as net·r/100 in integers (R24)', () => {
    const isRight = (net: Decimal, percent: Decimal | null) =>
      vatOfNet(net, percent)
        .times(100)
        .eq(Number(rounded(BigInt(net.times(100).toFixed()) * BigInt(percent?.times(10).toFixed() ?? 0), 1000n)));
    expect(wrongOf(2_000, isRight)).toEqual([]);
  });

  it('shows exactly the gross that was typed (R24)', () => {
    const { net, vat, gross } = fromGross(new Decimal('1234.57'), new Decimal(23));
    expect([net, vat, gross].map((amount) => amount.toFixed(2))).toEqual(['1003.72', '230.85', '1234.57']);
  });

  it('knows a rate with decimals, as other EU countries have (R99)', () => {
    expect(vatOfNet(new Decimal('100.10'), new Decimal('25.5')).toFixed(2)).toBe('25.53');
    expect(vatOfGross(new Decimal('125.63'), new Decimal('25.5')).toFixed(2)).toBe('25.53');
  });
});

/** The amounts of 1 to so many grosze, with their rate, of which it is not right. */
function wrongOf(most: number, isRight: (amount: Decimal, percent: Decimal | null) => boolean): string[] {
  return VAT_RATES.flatMap(({ code, percent }) =>
    Array.from({ length: most }, (_, index) => ONE_GROSZ.times(index + 1))
      .filter((amount) => !isRight(amount, percent))
      .map((amount) => `${amount.toFixed(2)} at ${code}`),
  );
}
