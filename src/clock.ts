import { Person } from './accounts/person';

const formats = new Map<string, Intl.DateTimeFormat>();

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
