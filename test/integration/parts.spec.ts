import { type DocumentLine, partsOf } from '../../src/integration/links/parts';
import { Decimal, sum } from '../../src/money/decimal';

const line = (name: string, gross: number, deal: number | null): DocumentLine => ({ name, gross: new Decimal(gross), deal });
const shown = (gross: number, lines: DocumentLine[], deals: number[]) =>
  partsOf(new Decimal(gross), lines, deals).map(({ deal, share, firstLine }) => [deal, share.toFixed(2), firstLine]);

describe('R38: a document among its deals', () => {
  it('is shared in proportion to their lines', () => {
    expect(shown(300, [line('Trawnik', 100, 1), line('Płot', 200, 2)], [1, 2])).toEqual([
      [1, '100.00', 'Trawnik'],
      [2, '200.00', 'Płot'],
    ]);
  });

  it('gives the odd grosz to the largest remainder, so that the shares are its gross', () => {
    const parts = shown(100, [line('a', 1, 1), line('b', 1, 2), line('c', 1, 3)], [1, 2, 3]);
    expect(parts.map(([, share]) => share)).toEqual(['33.34', '33.33', '33.33']);
  });

  it('gives lines added by hand, and those of deals that are not its own any more, to the first', () => {
    expect(shown(60, [line('a', 10, 2), line('hand', 20, null), line('gone', 30, 9)], [1, 2])).toEqual([
      [1, '50.00', 'hand'],
      [2, '10.00', 'a'],
    ]);
  });

  it('adds up to its gross whatever the lines are', () => {
    let seed = 7;
    const next = (most: number) => (seed = (seed * 48271) % 2147483647) % most;
    for (let round = 0; round < 2000; round++) {
      const lines = Array.from({ length: 1 + next(6) }, () => line('x', next(100_000) / 100, [null, 1, 2, 3][next(4)]));
      const gross = new Decimal(next(1_000_000)).div(100);
      const parts = partsOf(gross, lines, [1, 2, 3]);
      expect(sum(parts.map(({ share }) => share)).eq(gross)).toBe(true);
    }
  });
});
