import { addDays } from '../../clock';
import { isWorkingDay } from './working-days';

/** How often a document recurs: every so many days, weeks or months. */
export type Unit = 'day' | 'week' | 'month';
export const UNITS: readonly Unit[] = ['day', 'week', 'month'];

/** What the days of a definition depend on; days are YYYY-MM-DD. */
export interface Rhythm {
  firstOn: string;
  every: number;
  unit: Unit;
  /** Only on working days in Poland: another day moves to the next one that is. */
  workingDays: boolean;
  endOn: string | null;
  /** How many documents there are to be; null without a limit. */
  most: number | null;
}

/** The day of a period, the first being 0; of months anchored to the first day, so that the 31st comes back after a shorter month (R102). */
export function dayOfPeriod({ firstOn, every, unit }: Pick<Rhythm, 'firstOn' | 'every' | 'unit'>, period: number): string {
  if (unit !== 'month') return addDays(firstOn, period * every * (unit === 'week' ? 7 : 1));
  const [year, month, day] = firstOn.split('-').map(Number);
  const months = month - 1 + period * every;
  const last = new Date(Date.UTC(year, months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, months, Math.min(day, last))).toISOString().slice(0, 10);
}

/** When the period's document is made: its own day or, where it has to be a working day, the next one; null after the end. */
export function issueDay(rhythm: Rhythm, period: number): string | null {
  const { endOn, most, workingDays } = rhythm;
  const day = dayOfPeriod(rhythm, period);
  if ((most !== null && period >= most) || (endOn !== null && day > endOn)) return null;
  let issued = day;
  while (workingDays && !isWorkingDay(issued)) issued = addDays(issued, 1);
  return issued;
}
