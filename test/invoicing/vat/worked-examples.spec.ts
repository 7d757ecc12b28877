import { unitPrice } from '../../../src/invoicing/vat/line-value';
import { vatRateOf } from '../../../src/invoicing/vat/rates';
import { Totals, TotalsLine, totals, VAT_METHODS, VatMethod } from '../../../src/invoicing/vat/totals';
import { Amounts, vatOfNet } from '../../../src/invoicing/vat/vat';
import { decimal, sum } from '../../../src/money/decimal';

const line = (quantity: number, price: string, rate = '23'): TotalsLine => ({
  quantity: decimal(quantity),
  price: decimal(price),
  rate,
});
const times = (count: number, price: string, rate = '23') => Array.from({ length: count }, () => line(1, price, rate));
const figures = ({ net, vat, gross }: Amounts) => [net, vat, gross].map((amount) => amount.toFixed(2)).join(' ');

describe('Worked examples of the VAT methods', () => {
  it.each<[string, TotalsLine[], VatMethod, string]>([
    ['1: three lines of 9.99 net', times(3, '9.99'), 'net_sum', '29.97 6.89 36.86'],
    ['1: three lines of 9.99 net', times(3, '9.99'), 'net_line', '29.97 6.90 36.87'],
    ['1: three lines of 9.99 net', times(3, '9.99'), 'unit_gross_sum', '29.98 6.89 36.87'],
    ['1: three lines of 9.99 net', times(3, '9.99'), 'unit_gross_line', '29.97 6.90 36.87'],
    ['1: three lines of 12.29 gross', times(3, '12.29'), 'gross_sum', '29.98 6.89 36.87'],
    ['2: two lines of 0.02 net', times(2, '0.02'), 'net_sum', '0.04 0.01 0.05'],
    ['2: two lines of 0.02 net', times(2, '0.02'), 'net_line', '0.04 0.00 0.04'],
    ['3: four lines of 1.06 net at 8%', times(4, '1.06', '8'), 'net_sum', '4.24 0.34 4.58'],
    ['3: four lines of 1.06 net at 8%', times(4, '1.06', '8'), 'net_line', '4.24 0.32 4.56'],
    ['4: three lines of 9.99 gross', times(3, '9.99'), 'gross_sum', '24.37 5.60 29.97'],
    ['4: three lines of 9.99 gross', times(3, '9.99'), 'gross_line', '24.36 5.61 29.97'],
    ['5: 19.99, 4.99 and 0.99 gross', [line(3, '19.99'), line(2, '4.99'), line(1, '0.99')], 'gross_sum', '57.67 13.27 70.94'],
    ['6: twelve of 3.33 net', [line(12, '3.33')], 'net_sum', '39.96 9.19 49.15'],
    ['6: twelve of 3.33 net', [line(12, '3.33')], 'unit_gross_sum', '40.00 9.20 49.20'],
    ['6: twelve of 4.10 gross', [line(12, '4.10')], 'gross_sum', '40.00 9.20 49.20'],
  ])('example %s (%#) comes to the known figures (R24, R97)', (_, lines, method, expected) => {
    const result = totals(lines, method);
    expect(figures(result.document)).toBe(expected);
    expectToAddUp(result);
  });

  it('never goes the wrong way: net back per line and VAT on it would lose a grosz (R24, R97)', () => {
    const wrong = (lines: TotalsLine[]) => {
      const net = sum(totals(lines, 'gross_line').lines.map((each) => each.net));
      return net.plus(vatOfNet(net, decimal(23))).toFixed(2);
    };
    const example5 = [line(3, '19.99'), line(2, '4.99'), line(1, '0.99')];
    expect([wrong(times(3, '9.99')), wrong(example5)]).toEqual(['29.96', '70.93']);
    expect(VAT_METHODS.map((method) => totals(example5, method)).filter(({ document }) => document.gross.eq('70.93'))).toEqual(
      [],
    );
  });

  it('derives lines that add up to the sum by largest remainder (R24)', () => {
    expect(totals(times(3, '9.99'), 'gross_sum').lines.map(figures)).toEqual([
      '8.12 1.87 9.99',
      '8.12 1.87 9.99',
      '8.13 1.86 9.99',
    ]);
    expect(totals(times(3, '9.99'), 'net_sum').lines.map(figures)).toEqual([
      '9.99 2.30 12.29',
      '9.99 2.30 12.29',
      '9.99 2.29 12.28',
    ]);
  });

  it('sums each rate by itself, in the order of the rates, whatever the order of the lines (R99)', () => {
    const lines = [
      line(1, '10', 'np1'),
      line(2, '10', '5'),
      line(1, '100', '23'),
      line(1, '7', 'zw'),
      line(1, '50', '8'),
      line(1, '0.10', '23'),
    ];
    const result = totals(lines, 'net_sum');
    expect(result.rates.map((rate) => `${rate.rate}: ${figures(rate)}`)).toEqual([
      '23: 100.10 23.02 123.12',
      '8: 50.00 4.00 54.00',
      '5: 20.00 1.00 21.00',
      'zw: 7.00 0.00 7.00',
      'np1: 10.00 0.00 10.00',
    ]);
    expect(figures(result.document)).toBe('187.10 28.02 215.12');
    expect(figures(result.lines[1])).toBe('20.00 1.00 21.00');
  });

  it('shows the margin as gross only, beside taxed lines or alone (R99)', () => {
    const result = totals([line(1, '2000', 'margin'), line(1, '1000', '23')], 'gross_sum');
    expect(figures(result.lines[0])).toBe('2000.00 0.00 2000.00');
    expect(figures(result.document)).toBe('2813.01 186.99 3000.00');
    expect(vatRateOf('margin')?.offered).toBe(false);
  });

  it('is zero without lines and refuses a rate that does not exist (R99)', () => {
    expect(figures(totals([], 'net_sum').document)).toBe('0.00 0.00 0.00');
    expect(() => totals([line(1, '1', '24')], 'net_sum')).toThrow(RangeError);
    expect(vatRateOf('24')).toBeUndefined();
  });
});

describe('Bodies recorded from Fakturownia', () => {
  it('keeps a typed gross total and takes the VAT out of it (R97)', () => {
    const lines: TotalsLine[] = [
      { quantity: decimal(1), total: decimal('10.23'), rate: '23' },
      { quantity: decimal(2), total: decimal('50'), rate: '0' },
    ];
    expect(totals(lines, 'gross_sum').lines.map(figures)).toEqual(['8.32 1.91 10.23', '50.00 0.00 50.00']);
    expect(figures(totals(lines, 'gross_sum').document)).toBe('58.32 1.91 60.23');
  });

  it('keeps a total that its quantity does not divide; the unit price is shown to the grosz (R97)', () => {
    const position: TotalsLine = { quantity: decimal(13), total: decimal('113.33'), rate: '0' };
    const result = totals([position, position, position], 'gross_sum');
    expect(result.lines.map(figures)).toEqual(Array(3).fill('113.33 0.00 113.33'));
    expect(figures(result.document)).toBe('339.99 0.00 339.99');
    expect(unitPrice(position).toFixed(2)).toBe('8.72');
  });

  it('comes back to the total from the unit price kept with the line (R97)', () => {
    const position = { quantity: decimal(13), total: decimal('113.33') };
    const kept: TotalsLine = { quantity: decimal(13), price: unitPrice(position), rate: '0' };
    expect(figures(totals([kept], 'gross_sum').document)).toBe('113.33 0.00 113.33');
  });

  it('divides a hundred gross by a hundred units (R97)', () => {
    const result = totals([{ quantity: decimal(100), total: decimal(100), rate: '23' }], 'gross_sum');
    expect(figures(result.document)).toBe('81.30 18.70 100.00');
    expect(result.document.net.div(100).toFixed(2)).toBe('0.81');
  });
});

function expectToAddUp(result: Totals) {
  for (const parts of [result.lines, result.rates]) {
    const whole = { net: sum(parts.map((p) => p.net)), vat: sum(parts.map((p) => p.vat)), gross: sum(parts.map((p) => p.gross)) };
    expect(figures(whole)).toBe(figures(result.document));
  }
}
