import { addDays, instantOf } from '../../clock';
import type { Task } from './task.entity';

/** From this time on the minutes of a task without a time are counted back. */
const MORNING = '08:00';
const A_DAY = 24 * 60;

/** What decides when somebody is reminded of a task. */
export type Reminded = Pick<Task, 'dueOn' | 'dueTime' | 'remindMinutes'>;

/**
 * When its person is reminded of a task, null for never. Whole days before are days of the calendar, so that "a day before" is at the same time
 * also when the clocks are changed between.
 */
export function remindAt({ dueOn, dueTime, remindMinutes }: Reminded, timeZone: string): Date | null {
  if (remindMinutes === null) return null;
  const days = Math.floor(remindMinutes / A_DAY);
  const due = instantOf(addDays(dueOn, -days), dueTime ?? MORNING, timeZone);
  return new Date(due.getTime() - (remindMinutes - days * A_DAY) * 60_000);
}

/** Tells this reminder of a task from any other of the same one. */
export function reminderOf({ dueOn, dueTime, remindMinutes }: Reminded): string {
  return `${dueOn} ${dueTime ?? ''} ${remindMinutes}`;
}
