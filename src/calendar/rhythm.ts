import { addDays } from '../clock';

/** What something recurs by: every so many days, weeks or months. */
export type Unit = 'day' | 'week' | 'month';
export const UNITS: readonly Unit[] = ['day', 'week', 'month'];

/** Since when something recurs and how often; days are YYYY-MM-DD. */
export interface Rhythm {
  firstOn: string;
  every: number;
  unit: Unit;
}

/** The day of a period, the first being 0; of months anchored to the first day, so that the 31st comes back after a shorter month. */
export function dayOfPeriod({ firstOn, every, unit }: Rhythm, period: number): string {
  if (unit !== 'month') return addDays(firstOn, period * every * (unit === 'week' ? 7 : 1));
  const [year, month, day] = firstOn.split('-').map(Number);
  const months = month - 1 + period * every;
  const last = new Date(Date.UTC(year, months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, months, Math.min(day, last))).toISOString().slice(0, 10);
}
