import { dayOfPeriod, type Rhythm } from '../../calendar/rhythm';
import { workingDayFrom } from '../../calendar/working-days';

/** What the days of a definition depend on; days are YYYY-MM-DD. */
export interface Periods extends Rhythm {
  /** Only on working days in Poland: another day moves to the next one that is. */
  workingDays: boolean;
  endOn: string | null;
  /** How many documents there are to be; null without a limit. */
  most: number | null;
}

/** When the period's document is made: its own day or, where it has to be a working day, the next one; null after the end. */
export function issueDay(periods: Periods, period: number): string | null {
  const { endOn, most, workingDays } = periods;
  const day = dayOfPeriod(periods, period);
  if ((most !== null && period >= most) || (endOn !== null && day > endOn)) return null;
  return workingDays ? workingDayFrom(day) : day;
}
