import { CURRENCIES, isCurrency } from '../../src/money/currencies';
import { Decimal, decimal, round, sum } from '../../src/money/decimal';
import { parseAmount } from '../../src/money/parse-amount';

describe('Amounts', () => {
  it.each([
    ['1.005', '1.01'],
    ['-1.005', '-1.01'],
    ['1.004999', '1.00'],
    ['0.005', '0.01'],
    ['-0.004', '0.00'],
    ['99999999999999.995', '100000000000000.00'],
  ])('rounds %s half up, away from zero, to %s (R122)', (exact, rounded) => {
    expect(round(decimal(exact)).toFixed(2)).toBe(rounded);
  });

  it('rounds a unit price to eight places (R122)', () => {
    expect(round(decimal('113.33').div(13), 8).toString()).toBe('8.71769231');
  });

  it('multiplies the longest price by the longest quantity exactly (R122)', () => {
    expect(decimal('9999999999.99999999').times('9999999999.999999').toFixed()).toBe('99999999999999989900.00000000000001');
  });

  it('adds up nothing to zero and tenths exactly (R122)', () => {
    expect(sum([]).toString()).toBe('0');
    expect(sum([decimal('0.1'), decimal('0.2')]).toString()).toBe('0.3');
  });

  it.each([
    ['1 234,50', '1234.5'],
    ['1234.50', '1234.5'],
    ['1\u00a0234,50', '1234.5'],
    ['1\u202f234\u202f567,05', '1234567.05'],
    ['1,234.50', '1234.5'],
    ['1.234,50', '1234.5'],
    ['1,234,567', '1234567'],
    ['1.234.567,8', '1234567.8'],
    ['1,234', '1.234'],
    [' 12 ', '12'],
    [',5', '0.5'],
    ['-5', '-5'],
    ['−1 000,00', '-1000'],
    ['0', '0'],
    ['100000000000000000000', '100000000000000000000'],
  ])('reads the typed %p as %s (R23)', (typed, amount) => {
    expect(parseAmount(typed)?.toFixed()).toBe(amount);
  });

  it.each([
    '',
    ' ',
    '-',
    '.',
    ',',
    '12 34',
    '1,23,4',
    '1.234.56',
    '1,234,50',
    '1 234,5,0',
    '1e20',
    '0x10',
    'Infinity',
    'NaN',
    '5 zł',
    '--5',
    '5,',
    '1'.repeat(41),
  ])('does not take the typed %p for a number (R23)', (typed) => {
    expect(parseAmount(typed)).toBeNull();
  });

  it('knows the currencies in use by their codes, not those gone (R100)', () => {
    for (const code of ['PLN', 'EUR', 'USD', 'CHF', 'CZK', 'UAH']) expect([code, isCurrency(code)]).toEqual([code, true]);
    for (const code of ['DEM', 'XYZ', 'pln', '', 'PL']) expect([code, isCurrency(code)]).toEqual([code, false]);
    expect(CURRENCIES).toContain('PLN');
  });

  it('keeps an amount as decimal through JSON (R122)', () => {
    expect(JSON.stringify({ gross: new Decimal('12.50') })).toBe('{"gross":"12.5"}');
  });
});
