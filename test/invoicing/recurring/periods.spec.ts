import { dayOfPeriod } from '../../../src/calendar/rhythm';
import { isWorkingDay } from '../../../src/calendar/working-days';
import { issueDay, type Periods } from '../../../src/invoicing/recurring/periods';

const rhythm = (changes: Partial<Periods>): Periods => ({
  ...{ firstOn: '2026-01-31', every: 1, unit: 'month', workingDays: false, endOn: null, most: null },
  ...changes,
});
const days = (changes: Partial<Periods>, count = 5) =>
  Array.from({ length: count }, (_, period) => issueDay(rhythm(changes), period));

describe('the days of a recurring document (R102)', () => {
  it.each<[string, Partial<Periods>, (string | null)[]]>([
    ['the 31st, of shorter months the last', {}, ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31']],
    [
      'the 29th of February, then the 28th',
      { firstOn: '2028-02-29', every: 12 },
      ['2028-02-29', '2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29'],
    ],
    ['each quarter', { firstOn: '2026-11-30', every: 3 }, ['2026-11-30', '2027-02-28', '2027-05-30', '2027-08-30', '2027-11-30']],
    [
      'each fortnight, over the change of the clocks',
      { firstOn: '2026-10-12', unit: 'week', every: 2 },
      ['2026-10-12', '2026-10-26', '2026-11-09', '2026-11-23', '2026-12-07'],
    ],
    [
      'each ten days',
      { firstOn: '2026-12-25', unit: 'day', every: 10 },
      ['2026-12-25', '2027-01-04', '2027-01-14', '2027-01-24', '2027-02-03'],
    ],
    [
      'on working days: 1 and 11 November, Christmas Eve and a Saturday move',
      { firstOn: '2026-11-01', unit: 'day', every: 1, workingDays: true },
      ['2026-11-02', '2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05'],
    ],
    ['until its end, that day included', { endOn: '2026-03-31' }, ['2026-01-31', '2026-02-28', '2026-03-31', null, null]],
    ['so many times', { most: 2 }, ['2026-01-31', '2026-02-28', null, null, null]],
  ])('are %s', (_, changes, expected) => {
    expect(days(changes)).toEqual(expected);
  });

  it('keep to the first day, whatever a working day moved', () => {
    expect(dayOfPeriod(rhythm({ firstOn: '2026-11-11', workingDays: true }), 1)).toBe('2026-12-11');
    expect(issueDay(rhythm({ firstOn: '2026-11-11', workingDays: true }), 0)).toBe('2026-11-12');
  });

  it.each([
    '2026-01-01',
    '2026-01-06',
    '2026-04-06',
    '2026-05-01',
    '2026-06-04',
    '2026-11-11',
    '2026-12-24',
    '2026-12-25',
    '2026-11-28',
    '2026-11-29',
  ])('know that nobody works on %s', (day) => expect(isWorkingDay(day)).toBe(false));

  it.each(['2026-11-24', '2026-12-31', '2026-01-02'])('know that people work on %s', (day) =>
    expect(isWorkingDay(day)).toBe(true));
});
