import { instantOf } from '../../../src/clock';
import { remindAt } from '../../../src/crm/tasks/reminder';
import { foreseen, nextOf, type Series } from '../../../src/crm/tasks/series';

const series = (changes: Partial<Series> = {}): Series => ({
  ...{ anchorOn: '2026-01-31', every: 1, unit: 'month', workingDays: false, untilOn: null },
  ...changes,
});

describe('the next days of a task that recurs (R77)', () => {
  it.each<[string, Partial<Series>, string[]]>([
    ['keep the 31st, of shorter months the last', {}, ['2026-02-28', '2026-03-31', '2026-04-30']],
    ['are every other week', { unit: 'week', every: 2 }, ['2026-02-14', '2026-02-28', '2026-03-14']],
    [
      'are each working day once: 10 November, then the 12th, as the 11th is a holiday',
      { anchorOn: '2026-11-10', unit: 'day', workingDays: true },
      ['2026-11-12', '2026-11-13', '2026-11-16'],
    ],
    [
      'leave no Monday out when the first is typed for a Saturday',
      { anchorOn: '2026-11-14', unit: 'day', workingDays: true },
      ['2026-11-16', '2026-11-17', '2026-11-18'],
    ],
    ['stop with the last day', { untilOn: '2026-03-31' }, ['2026-02-28', '2026-03-31']],
    ['stop where the calendar of Tandem stops', { anchorOn: '2100-12-31', unit: 'day' }, []],
  ])('%s', (_, changes, days) => expect(foreseen(series(changes), 0)).toEqual(days));

  it('are made up for by one task after a time in which none was made', () => {
    const daily = series({ anchorOn: '2026-11-01', unit: 'day' });
    expect(nextOf(daily, 0, '2026-11-20')).toEqual({ period: 19, day: '2026-11-20' });
    expect(nextOf(daily, 0, '2026-11-01')).toEqual({ period: 1, day: '2026-11-02' });
  });
});

describe('the time of a reminder (R93, R130)', () => {
  const at = (dueOn: string, dueTime: string | null, remindMinutes: number | null, zone = 'Europe/Warsaw') =>
    remindAt({ dueOn, dueTime, remindMinutes }, zone)?.toISOString() ?? null;

  it('is reckoned by the clocks of the account', () => {
    expect(at('2026-11-24', '10:00', 30)).toBe('2026-11-24T08:30:00.000Z');
    expect(at('2026-07-24', '10:00', 30)).toBe('2026-07-24T07:30:00.000Z');
    expect(at('2026-11-24', '10:00', 30, 'America/New_York')).toBe('2026-11-24T14:30:00.000Z');
    expect(at('2026-11-24', '10:00', null)).toBeNull();
  });

  it('of a task without a time is reckoned from the morning', () => {
    expect(at('2026-11-24', null, 0)).toBe('2026-11-24T07:00:00.000Z');
    expect(at('2026-11-24', null, 24 * 60)).toBe('2026-11-23T07:00:00.000Z');
  });

  it('a day before is at the same time of the day, though the clocks are changed between', () => {
    expect(at('2027-03-28', '10:00', 24 * 60)).toBe('2027-03-27T09:00:00.000Z');
    expect(at('2027-03-28', '10:00', 60)).toBe('2027-03-28T07:00:00.000Z');
    expect(at('2026-10-25', '10:00', 24 * 60)).toBe('2026-10-24T08:00:00.000Z');
  });

  it('of a time that the clocks show twice is the first, and of one that they leave out an hour later', () => {
    expect(instantOf('2026-10-25', '02:30', 'Europe/Warsaw').toISOString()).toBe('2026-10-25T00:30:00.000Z');
    expect(instantOf('2027-03-28', '02:30', 'Europe/Warsaw').toISOString()).toBe('2027-03-28T01:30:00.000Z');
    expect(instantOf('2026-10-25', '03:30', 'Europe/Warsaw').toISOString()).toBe('2026-10-25T02:30:00.000Z');
  });
});
