import { UNITS, type Unit } from '../../calendar/rhythm';
import { isCalendarDay, today } from '../../clock';
import { openedOf } from '../../web/merging';
import { say } from '../../web/say';
import { clientLabel } from '../deals/deal-form';
import { foreseen } from './series';
import { TASK_KINDS, type Task } from './task.entity';
import { sayingOf } from './task-saying';

/** How long before it is due one may choose to be reminded, in minutes. */
const REMINDERS = [0, 10, 30, 60, 120, 1440, 2880, 10_080];

/** What stands in the fields of a task's form, each as a text. */
export type Values = Record<string, string | boolean>;

/** The form of a new task: one's own and for today, of the client or deal that it was opened from. */
export function blankValues(
  user: number,
  about: { clientId: number | null; client: string | null; dealId: number | null },
): Values {
  return {
    ...{ kind: 'todo', title: '', dueOn: today(), dueTime: '', responsibleId: String(user), note: '', remindMinutes: '' },
    ...{ client: clientLabel(about.clientId, about.client), pickedId: '', dealId: String(about.dealId ?? '') },
    ...{ unit: '', every: '1', workingDays: false, untilOn: '', opened: '' },
  };
}

/** The form of a task as it is. @param client its client's name */
export function valuesOf(task: Task, client: string | null): Values {
  const saying = sayingOf(task);
  const { clientId, workingDays, ...others } = saying;
  const texts = Object.fromEntries(Object.entries(others).map(([name, value]) => [name, String(value ?? '')]));
  return {
    ...texts,
    every: String(task.every ?? 1),
    workingDays,
    client: clientLabel(clientId, client),
    pickedId: '',
    opened: openedOf(saying),
  };
}

/** What the selects of the form offer that is not asked of the database. @param reminder one that stays offered though another room chose it */
export function fixedChoices(reminder: string) {
  const minutes = [...new Set([...REMINDERS, ...(/^\d{1,5}$/.test(reminder) ? [Number(reminder)] : [])])].sort((a, b) => a - b);
  return {
    kinds: TASK_KINDS.map((value) => ({ value, label: say(`tasks.kind.${value}`) })),
    reminders: minutes.map((value) => ({ value, label: say('tasks.remind.before', { minutes: value }) })),
    units: UNITS.map((value) => ({ value, label: say(`tasks.unit.${value}`) })),
  };
}

/**
 * The days that follow as the form says it; null while it says of no rhythm. What is typed wrong is told when the form is sent.
 * @param task the one that is edited: with its rhythm left as it is, its days go on as they are
 */
export function foreseenOf(fields: Record<string, unknown>, task: Task | null): string[] | null {
  const text = (name: string) => (typeof fields[name] === 'string' ? (fields[name] as string).trim() : '');
  const [dueOn, unit, every] = [text('dueOn'), text('unit'), Number(text('every'))];
  const isRhythm = UNITS.includes(unit as Unit) && Number.isInteger(every) && every >= 1 && every <= 366;
  if (!isRhythm || !isCalendarDay(dueOn) || dueOn < '2000' || dueOn > '2101') return null;
  const goesOn = task?.series && task.dueOn === dueOn && task.unit === unit && task.every === every;
  const untilOn = isCalendarDay(text('untilOn')) ? text('untilOn') : null;
  const workingDays = ![undefined, null, '', '0', false, 'false'].includes(fields.workingDays as string);
  return foreseen(
    { anchorOn: goesOn ? task.anchorOn! : dueOn, every, unit: unit as Unit, workingDays, untilOn },
    goesOn ? task.period : 0,
  );
}
