import { DISCOUNT_KINDS, type DiscountKind } from '../../src/invoicing/vat/line-value';
import { vatRateOf } from '../../src/invoicing/vat/rates';
import { totals, VAT_METHODS, type VatMethod } from '../../src/invoicing/vat/totals';
import { decimal } from '../../src/money/decimal';
import { inGrosze } from '../../src/money/share';

interface Shown {
  lines: { net: bigint; vat: bigint; gross: bigint }[];
  net: bigint;
  vat: bigint;
  gross: bigint;
}
const { amountOf, written } = require('../../views/assets/js/amounts.js') as {
  amountOf: (typed: string) => bigint | null;
  written: (grosze: bigint, language: string) => string;
};
const shown = require('../../views/assets/js/totals.js') as {
  totals: (lines: object[], method: VatMethod, discountKind: DiscountKind) => Shown;
};

/** The same documents in every run: a small congruential generator instead of Math.random. */
function dice(seed: number) {
  let state = seed;
  return (sides: number) => {
    state = (state * 48271) % 2147483647;
    return state % sides;
  };
}

function typedLines(seed: number) {
  const roll = dice(seed);
  return Array.from({ length: 1 + roll(6) }, () => ({
    quantity: `${1 + roll(40)}.${roll(1_000_000)}`,
    price: `${roll(2000)}.${roll(2) ? roll(100) : roll(100_000_000)}`,
    discount: roll(2) ? `${roll(100)}.${roll(100)}` : null,
    rate: ['23', '8', '5', 'FI25.5', 'zw', 'np1'][roll(6)],
  }));
}

function asReckoned(lines: ReturnType<typeof typedLines>, method: VatMethod, kind: DiscountKind) {
  const result = totals(
    lines.map((line) => ({
      quantity: decimal(line.quantity),
      price: decimal(line.price),
      discount: line.discount === null ? null : decimal(line.discount),
      rate: line.rate,
    })),
    method,
    kind,
  );
  const grosze = (amounts: (typeof result)['document']) => ({
    net: inGrosze(amounts.net),
    vat: inGrosze(amounts.vat),
    gross: inGrosze(amounts.gross),
  });
  return { lines: result.lines.map(grosze), ...grosze(result.document) };
}

/** As the form's select gives it. */
function percentOf(rate: string) {
  const percent = vatRateOf(rate)?.percent ?? null;
  return percent === null ? null : amountOf(percent.toFixed());
}

function asShown(lines: ReturnType<typeof typedLines>, method: VatMethod, kind: DiscountKind) {
  const typed = lines.map(({ quantity, price, discount, rate }) => ({
    quantity: amountOf(quantity),
    price: amountOf(price),
    discount: discount === null ? null : amountOf(discount),
    percent: percentOf(rate),
  }));
  return shown.totals(typed, method, kind);
}

describe('the totals that follow while one types', () => {
  const cases = VAT_METHODS.flatMap((method) => DISCOUNT_KINDS.map((kind) => ({ method, kind })));

  it.each(cases)('are to the grosz those of the server, by $method with discounts by $kind (R24, R98)', ({ method, kind }) => {
    for (let seed = 1; seed <= 150; seed++) {
      const lines = typedLines(seed * 7919);
      expect(asShown(lines, method, kind)).toEqual(asReckoned(lines, method, kind));
    }
  });

  it.each([
    ['1 234,50', 123_450_000_000n],
    ['1.234,50', 123_450_000_000n],
    ['1,234.50', 123_450_000_000n],
    ['1234.5', 123_450_000_000n],
    ['-5', -500_000_000n],
    [',5', 50_000_000n],
  ])('read %s as people mean it', (typed, amount) => {
    expect(amountOf(typed)).toBe(amount);
  });

  it.each(['', 'abc', '1,2,3,4.5.6x', '0,123456789'])('count %s as no number', (typed) => {
    expect(amountOf(typed)).toBeNull();
  });

  it('are written as the language writes amounts', () => {
    expect(written(-123_450n, 'pl').replace(/\s/g, ' ')).toBe('-1 234,50');
    expect(written(5n, 'en')).toBe('0.05');
    expect(written(123_456_789_012_345_678n, 'en')).toBe('1,234,567,890,123,456.78');
  });
});
