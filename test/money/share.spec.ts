import { Decimal, sum } from '../../src/money/decimal';
import { shares } from '../../src/money/share';

const decimals = (...amounts: string[]) => amounts.map((amount) => new Decimal(amount));
const shared = (total: string, ...weights: string[]) =>
  shares(new Decimal(total), decimals(...weights)).map((share) => share.toFixed(2));

describe('Shares of an amount', () => {
  it('shares out in proportion, the grosz over to the largest remainder (R38)', () => {
    expect(shared('100', '1', '1', '1')).toEqual(['33.34', '33.33', '33.33']);
    expect(shared('0.05', '1', '2')).toEqual(['0.02', '0.03']);
    expect(shared('123.00', '61.50', '184.50')).toEqual(['30.75', '92.25']);
  });

  it('shares out a negative amount as the mirror of the positive one (R38)', () => {
    expect(shared('-100', '1', '1', '1')).toEqual(['-33.34', '-33.33', '-33.33']);
    expect(shared('100', '-1', '-1', '-1')).toEqual(['33.34', '33.33', '33.33']);
  });

  it('gives all to the first when the weights say nothing (R38)', () => {
    expect(shared('10.01', '0', '0')).toEqual(['10.01', '0.00']);
    expect(shared('10.01', '5', '-5')).toEqual(['10.01', '0.00']);
    expect(shared('10.01')).toEqual([]);
  });

  it('gives nothing to a weight of zero beside others (R38)', () => {
    expect(shared('10.01', '0', '3', '0')).toEqual(['0.00', '10.01', '0.00']);
  });

  it('adds up exactly to the total and is nowhere a grosz away, whatever the weights (R38)', () => {
    let seed = 38;
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    for (let round = 0; round < 3000; round++) {
      const total = new Decimal(random(2_000_001) - 1_000_000).div(100);
      const weights = Array.from({ length: 1 + random(12) }, () => new Decimal(random(100_000)).div(10 ** random(5)));
      const parts = shares(total, weights);
      expect(sum(parts).toFixed(2)).toBe(total.toFixed(2));
      const all = sum(weights);
      if (all.isZero()) continue;
      const furthest = Decimal.max(...parts.map((part, index) => part.minus(total.times(weights[index]).div(all)).abs()));
      expect(furthest.lt('0.01')).toBe(true);
    }
  });
});
