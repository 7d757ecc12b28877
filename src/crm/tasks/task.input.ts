import { UNITS, type Unit } from '../../calendar/rhythm';
import { Day, Flag, Id, Ids, LongText, OneOf, Text, Time, Whole } from '../../web/input';
import { LONGEST_REMINDER, TASK_KINDS, type TaskKind } from './task.entity';

/** The form of a task. */
export class TaskInput {
  @OneOf(TASK_KINDS, { required: true }) kind: TaskKind;
  @Text({ max: 255, required: true }) title: string;
  @Day({ required: true }) dueOn: string;
  @Time() dueTime: string | null = null;
  @Id() responsibleId: number | null = null;
  @Id() clientId: number | null = null;
  /** The client as people choose one: '1003 · Name', or words that only one card has. */
  @Text({ max: 600 }) client: string | null = null;
  /** The card that was chosen while typing; the typed name tells whether it still is. */
  @Id() pickedId: number | null = null;
  @Id() dealId: number | null = null;
  @LongText() note: string | null = null;
  @Whole({ max: LONGEST_REMINDER }) remindMinutes: number | null = null;
  /** Without a unit it does not recur, whatever else stands here. */
  @OneOf(UNITS) unit: Unit | null = null;
  @Whole({ min: 1, max: 366 }) every: number | null = null;
  @Flag() workingDays = false;
  @Day() untilOn: string | null = null;
  /** How the task stood when the form was opened; none on a new one (R117). */
  @LongText({ max: 100_000 }) opened: string | null = null;
  /** What the button that sent the form says: nothing to save it, or to show the days that follow. */
  @OneOf(['preview']) next: 'preview' | null = null;
  /** Where whoever added it goes on; nothing is the task's own page. */
  @OneOf(['today', 'deal', 'client']) back: 'today' | 'deal' | 'client' | null = null;
}

/** Tasks that were ticked, or the one whose own button was pressed. */
export class ChosenTasks {
  @Ids() ids: number[] = [];
  @Id() one: number | null = null;
  /** The page on which they were. */
  @Text({ max: 500 }) back: string | null = null;

  get chosen(): number[] {
    return this.one === null ? this.ids : [this.one];
  }
}

/** By how much ticked tasks are put off. */
export class PostponementInput extends ChosenTasks {
  @OneOf(['day', 'week'], { required: true }) by: 'day' | 'week';
}
