import type Holidays from 'date-holidays';
import { addDays } from '../clock';

let holidays: Holidays | undefined;
const freeDays = new Map<number, Set<string>>();

/** Whether people work in Poland on that day (YYYY-MM-DD): neither Saturday, Sunday nor a public holiday. */
export function isWorkingDay(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !publicHolidays(Number(day.slice(0, 4))).has(day);
}

/** That day where people work on it, else the next one on which they do. */
export function workingDayFrom(day: string): string {
  return isWorkingDay(day) ? day : workingDayFrom(addDays(day, 1));
}

/** The holidays of the whole world are loaded with them, so only when a day is asked for. */
function publicHolidays(year: number): Set<string> {
  holidays ??= new (require('date-holidays') as typeof Holidays)('PL', { types: ['public'] });
  if (!freeDays.has(year)) freeDays.set(year, new Set(holidays.getHolidays(year).map(({ date }) => date.slice(0, 10))));
  return freeDays.get(year)!;
}
