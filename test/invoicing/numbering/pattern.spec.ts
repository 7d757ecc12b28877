import {
  formatNumber,
  isPatternError,
  NumberPattern,
  parsePattern,
  periodOf,
  readNumber,
} from '../../../src/invoicing/numbering/pattern';

const DAY = '2026-03-09';

function pattern(text: string): NumberPattern {
  const parsed = parsePattern(text);
  if (isPatternError(parsed)) throw new Error(`${text}: ${parsed}`);
  return parsed;
}

describe('Number patterns', () => {
  it.each([
    ['nr-m/mm/yyyy', '7/03/2026', '2026-03'],
    ['FV/nr-m/mm/yyyy', 'FV/7/03/2026', '2026-03'],
    ['nr/yyyy', '7/2026', '2026'],
    ['nr/yy', '7/26', '2026'],
    ['nr-d/dd/mm/yyyy', '7/09/03/2026', '2026-03-09'],
    ['yyyy-mm-dd/nr-d', '2026-03-09/7', '2026-03-09'],
    ['nr/mm/yyyy', '7/03/2026', '2026'],
    ['nr-mm/yyyy', '7-03/2026', '2026'],
    ['Pnr-m/mm/yyyy', 'P7/03/2026', '2026-03'],
    ['Fyyyy-nr', 'F2026-7', '2026'],
    ['FV yyyymm nr-m', 'FV 202603 7', '2026-03'],
    ['Zamówienie nr/yyyy', 'Zamówienie 7/2026', '2026'],
    ['faktura_nr_yyyy', 'faktura_7_2026', '2026'],
    [' nr/yyyy/WAW ', '7/2026/WAW', '2026'],
  ])('%p makes %s, counted within %s (R96)', (text, number, period) => {
    expect(formatNumber(pattern(text), 7, DAY)).toBe(number);
    expect(periodOf(pattern(text), DAY)).toBe(period);
  });

  it.each([
    ['', 'no_counter'],
    ['FV/mm/yyyy', 'no_counter'],
    ['FV/NR/yyyy', 'no_counter'],
    ['numer/yyyy', 'no_counter'],
    ['nr/nr-m/mm/yyyy', 'two_counters'],
    ['nrnr/yyyy', 'two_counters'],
    ['nr/yyy', 'unknown_token'],
    ['nr/rrrr', 'unknown_token'],
    ['nr-r/yyyy', 'unknown_token'],
    ['nr/m/yyyy', 'unknown_token'],
    ['nr', 'repeating'],
    ['FV/nr/mm', 'repeating'],
    ['nr-m/yyyy', 'repeating'],
    ['nr-m/mm', 'repeating'],
    ['nr-d/mm/yyyy', 'repeating'],
    ['nr-d/dd/yyyy', 'repeating'],
    ['y'.repeat(99), 'unknown_token'],
    [`${'yy'.repeat(49)}x`, 'no_counter'],
  ])('refuses %p: %s (R96)', (text, error) => {
    expect(parsePattern(text)).toBe(error);
  });

  it.each([
    ['nr-m/mm/yyyy', '12/03/2026', 12],
    ['nr-m/mm/yyyy', ' 12/03/2026 ', 12],
    ['nr-m/mm/yyyy', '012/03/2026', 12],
    ['FV/nr/yyyy', 'FV/1000/2026', 1000],
    ['yyyy/nr', '2026/999999999', 999999999],
    ['nr-m/mm/yyyy', '12/04/2026', null],
    ['nr-m/mm/yyyy', 'FV/12/03/2026', null],
    ['nr-m/mm/yyyy', '0/03/2026', null],
    ['nr-m/mm/yyyy', '-1/03/2026', null],
    ['nr-m/mm/yyyy', '1.5/03/2026', null],
    ['nr-m/mm/yyyy', '/03/2026', null],
    ['yyyy/nr', '2026/1000000000', null],
    ['yyyy/nr', '2026/١٢', null],
    ['yy.nr.yy', '26.26', null],
    ['nr(yyyy)', '5(2026)', 5],
    ['nr(yyyy)', '5.2026.', null],
  ])('of %p reads the typed number %p as %p (R96)', (text, number, counter) => {
    expect(readNumber(pattern(text), number, DAY)).toBe(counter);
  });

  it('reads back every number that it makes, and makes none twice over four years (R96, R120)', () => {
    const wrong: string[] = [];
    for (const series of ['nr/yyyy', 'nr/mm/yy', 'nr-m/mm/yyyy', 'yyyymmnr-m', 'nr-d/dd/mm/yyyy', 'yymmddnr-d'].map(pattern)) {
      const made = new Map<string, string>();
      for (let time = Date.UTC(2026, 0, 1); time < Date.UTC(2030, 0, 1); time += 24 * 3600 * 1000) {
        const day = new Date(time).toISOString().slice(0, 10);
        for (const counter of [1, 2, 11, 112]) {
          const number = formatNumber(series, counter, day);
          const place = `${periodOf(series, day)} ${counter}`;
          if (readNumber(series, number, day) !== counter || (made.get(number) ?? place) !== place) wrong.push(number);
          made.set(number, place);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});
