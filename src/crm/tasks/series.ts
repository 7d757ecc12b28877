import { dayOfPeriod, type Unit } from '../../calendar/rhythm';
import { workingDayFrom } from '../../calendar/working-days';

/** How a task recurs; days are YYYY-MM-DD. */
export interface Series {
  /** From which the days of all periods are reckoned. */
  anchorOn: string;
  every: number;
  unit: Unit;
  /** A day on which nobody works in Poland moves to the next one on which they do. */
  workingDays: boolean;
  untilOn: string | null;
}

/** The last day that a task may be due on. */
export const LAST_DAY = '2100-12-31';

/** The period after this one, whose day is a later one: working days move several periods onto one day. Null after the end. */
export function following(series: Series, period: number): { period: number; day: string } | null {
  const { anchorOn, untilOn } = series;
  const passed = period === 0 ? anchorOn : dayOf(series, period);
  let next = period + 1;
  while (dayOf(series, next) <= passed) next++;
  const day = dayOf(series, next);
  return day > (untilOn ?? LAST_DAY) || day > LAST_DAY ? null : { period: next, day };
}

/** The one that is made next: after a time in which nobody made any, the last of those whose day has come. */
export function nextOf(series: Series, period: number, today: string): { period: number; day: string } | null {
  let next = following(series, period);
  while (next) {
    const later = following(series, next.period);
    if (!later || later.day > today) break;
    next = later;
  }
  return next;
}

/** The days of so many after this one. */
export function foreseen(series: Series, period: number, count = 3): string[] {
  const next = count > 0 ? following(series, period) : null;
  return next ? [next.day, ...foreseen(series, next.period, count - 1)] : [];
}

function dayOf({ anchorOn, every, unit, workingDays }: Series, period: number): string {
  const day = dayOfPeriod({ firstOn: anchorOn, every, unit }, period);
  return workingDays ? workingDayFrom(day) : day;
}
