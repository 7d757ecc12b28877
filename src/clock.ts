import { Person } from './accounts/person';

const formats = new Map<string, Intl.DateTimeFormat>();
const times = new Map<string, Intl.DateTimeFormat>();
/** In milliseconds. */
const MINUTE = 60_000;
const DAY = 86_400_000;

/** Today's calendar day (YYYY-MM-DD) in a time zone, by default that of the account that asks; never the database's day (R130). */
export function today(timeZone = Person.current.timeZone): string {
  return dayOf(new Date(), timeZone);
}

/** The calendar day on which something happened, as today() reckons it. */
export function dayOf(at: Date, timeZone = Person.current.timeZone): string {
  let format = formats.get(timeZone);
  if (!format) formats.set(timeZone, (format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })));
  return format.format(at);
}

/** Whether it is a day of the calendar, written YYYY-MM-DD. */
export function isCalendarDay(text: unknown): text is string {
  return (
    typeof text === 'string' && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text
  );
}

/** The calendar day so many days later, or earlier when negative. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** What clocks in a time zone show at an instant, as HH:MM. */
export function timeOf(at: Date, timeZone = Person.current.timeZone): string {
  let format = times.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    times.set(timeZone, format);
  }
  return format.format(at);
}

/**
 * When clocks in a time zone show that day and time (HH:MM): of a time that they show twice, in autumn, the first; one that they leave out, in
 * spring, is as long after the last hour as it would have been.
 */
export function instantOf(day: string, time: string, timeZone = Person.current.timeZone): Date {
  const shown = Date.parse(`${day}T${time}:00Z`);
  const [before, after] = [shown - DAY, shown + DAY].map((at) => aheadOfUtc(new Date(at), timeZone));
  const isShownAt = (at: number, ahead: number) => aheadOfUtc(new Date(at), timeZone) === ahead;
  const first = shown - before;
  return new Date(isShownAt(first, before) || !isShownAt(shown - after, after) ? first : shown - after);
}

/** By how much clocks in a time zone are ahead of UTC at an instant, in milliseconds. */
function aheadOfUtc(at: Date, timeZone: string): number {
  const minute = Math.floor(at.getTime() / MINUTE) * MINUTE;
  return Date.parse(`${dayOf(at, timeZone)}T${timeOf(at, timeZone)}:00Z`) - minute;
}
