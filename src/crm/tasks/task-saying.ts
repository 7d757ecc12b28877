import type { Unit } from '../../calendar/rhythm';
import type { Task, TaskKind } from './task.entity';

/** What a task says when it is made; who and what it is about by their ids. */
export interface NewTask {
  kind: TaskKind;
  title: string;
  /** YYYY-MM-DD */
  dueOn: string;
  /** HH:MM by the account's clocks, or null: any time of the day. */
  dueTime: string | null;
  responsibleId: number | null;
  clientId: number | null;
  dealId: number | null;
  note: string | null;
  /** How long before it is due its person is reminded; null is never. */
  remindMinutes: number | null;
}

/** All that a task's form says; a task without a unit does not recur. */
export interface TaskSaying extends NewTask {
  every: number | null;
  unit: Unit | null;
  workingDays: boolean;
  untilOn: string | null;
}

/** What a task that does not recur says of it. */
export const ONCE = { every: null, unit: null, workingDays: false, untilOn: null };

/** A task as its form would say it (R117). */
export function sayingOf(task: Task): TaskSaying {
  const { kind, title, dueOn, dueTime, responsibleId, clientId, dealId, note, remindMinutes } = task;
  const { every, unit, workingDays, untilOn } = task;
  return {
    ...{ kind, title, dueOn, dueTime, responsibleId, clientId, dealId, note, remindMinutes },
    ...{ every, unit, workingDays, untilOn },
  };
}
