import { explain } from '../../../src/invoicing/vat/explain';
import { DISCOUNT_KINDS } from '../../../src/invoicing/vat/line-value';
import type { Step } from '../../../src/invoicing/vat/steps';
import { type TotalsLine, totals, VAT_METHODS, valueKindOf } from '../../../src/invoicing/vat/totals';
import { Decimal, decimal, round, sum } from '../../../src/money/decimal';

const line = (quantity: string, price: string, rate = '23', discount = '0'): TotalsLine => ({
  quantity: decimal(quantity),
  price: decimal(price),
  discount: decimal(discount),
  rate,
});
const said = ({ name, formula, rounded }: Step) =>
  `${name}: ${formula.map((part) => (typeof part === 'string' ? part : part.toFixed())).join(' ')} = ${rounded.toFixed(2)}`;

/** From left to right, as people read a formula. */
function reckoned(formula: Step['formula']): Decimal {
  return formula.reduce<Decimal>((so, part, place) => {
    if (typeof part !== 'string') return so;
    const next = formula[place + 1] as Decimal;
    if (part === '×') return so.times(next);
    if (part === '÷') return so.div(next);
    return part === '+' ? so.plus(next) : so.minus(next);
  }, formula[0] as Decimal);
}

describe('"Explain this total" (R122)', () => {
  it('tells the steps of a line and of its rate', () => {
    const { lines, rates } = explain([line('3', '19.99', '23', '10'), line('1', '5')], 'net_sum', 'percent_total');
    expect(lines[0].steps.map(said)).toEqual([
      'value: 3 × 19.99 = 59.97',
      'discount: 59.97 × 10 ÷ 100 = 6.00',
      'discounted: 59.97 − 6 = 53.97',
      'vat_share: 53.97 × 23 ÷ 100 = 12.41',
      'gross: 53.97 + 12.41 = 66.38',
    ]);
    expect(rates[0].steps.map(said)).toEqual([
      'sum: 53.97 + 5 = 58.97',
      'vat_of_net: 58.97 × 23 ÷ 100 = 13.56',
      'gross: 58.97 + 13.56 = 72.53',
    ]);
    expect(lines[0].steps[1].exact.toFixed()).toBe('5.997');
  });

  it('tells how a unit is made gross first', () => {
    const { lines, rates } = explain([line('12', '3.33')], 'unit_gross_sum', 'percent_total');
    expect(lines[0].steps.map(said)).toEqual([
      'unit_gross: 3.33 × 123 ÷ 100 = 4.10',
      'value: 12 × 4.1 = 49.20',
      'vat_share: 49.2 × 23 ÷ 123 = 9.20',
      'net: 49.2 − 9.2 = 40.00',
    ]);
    expect(rates[0].steps.map(said)).toEqual(['vat_of_gross: 49.2 × 23 ÷ 123 = 9.20', 'net: 49.2 − 9.2 = 40.00']);
  });

  it('tells what other methods make of the same prices, with the difference', () => {
    const { others } = explain([line('1', '9.99'), line('1', '9.99'), line('1', '9.99')], 'net_sum', 'percent_total');
    expect(
      others.map(({ method, gross, grossDifference, vatDifference }) => [
        method,
        ...[gross, grossDifference, vatDifference].map(String),
      ]),
    ).toEqual([
      ['net_line', '36.87', '0.01', '0.01'],
      ['unit_gross_sum', '36.87', '0.01', '0'],
      ['unit_gross_line', '36.87', '0.01', '0.01'],
    ]);
  });

  it('compares no methods in which an amount off would be another amount', () => {
    expect(explain([line('1', '9.99', '23', '1')], 'net_sum', 'amount').others.map(({ method }) => method)).toEqual(['net_line']);
  });

  it('writes out the first and the last of many amounts', () => {
    const { rates } = explain(
      Array.from({ length: 9 }, (_, place) => line('1', String(place + 1))),
      'net_line',
      'amount',
    );
    expect(said(rates[0].steps[0])).toBe('sum: 1 + 2 + 3 + 4 + 5 + … + 9 = 45.00');
  });

  it('of lines without VAT tells their value and their sum only', () => {
    const { lines, rates } = explain([line('2', '10', 'zw'), line('1', '5', 'np1')], 'net_sum', 'amount');
    expect(lines[0].steps.map(said)).toEqual(['value: 2 × 10 = 20.00']);
    expect(rates.map(({ steps }) => steps)).toEqual([[], []]);
  });

  const cases = VAT_METHODS.flatMap((method) => DISCOUNT_KINDS.map((kind) => [method, kind] as const));

  it.each(
    cases,
  )('by %s with discounts by %s ends where the totals are, each formula being what it says (R24, R98)', (method, kind) => {
    const lines = ['23', '8', 'FI25.5', 'zw', '0', '23'].map((rate, place) =>
      line(`${place + 1}.${place}`, `${place * 7 + 1}.${place}9`, rate, place % 2 ? '0' : '7.77'),
    );
    const told = explain(lines, method, kind);
    const result = totals(lines, method, kind);
    told.lines.forEach(({ steps }, place) => {
      const { net, gross } = result.lines[place];
      const hasVat = !['zw'].includes(lines[place].rate);
      const last = hasVat === (valueKindOf(method) === 'net') ? gross : net;
      expect(steps.at(-1)!.rounded.toFixed(2)).toBe(last.toFixed(2));
    });
    for (const { steps } of [...told.lines, ...told.rates]) {
      for (const { formula, exact, rounded, name } of steps) {
        expect(reckoned(formula).toFixed(30)).toBe(exact.toFixed(30));
        if (name !== 'vat_share') expect(rounded.toFixed()).toBe(round(exact, Math.max(2, rounded.decimalPlaces())).toFixed());
      }
    }
    expect(sum(told.rates.map(({ gross }) => gross)).toFixed(2)).toBe(result.document.gross.toFixed(2));
  });
});
