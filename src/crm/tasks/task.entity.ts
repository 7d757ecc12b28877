import { Column, Entity, PrimaryGeneratedColumn, UpdateDateColumn, VersionColumn } from 'typeorm';
import { BrokenRule } from '../../broken-rule';
import type { Unit } from '../../calendar/rhythm';
import { addDays } from '../../clock';
import { following, LAST_DAY, nextOf, type Series } from './series';
import type { TaskSaying } from './task-saying';

/** What somebody has to do: call, meet, write, or anything else. */
export const TASK_KINDS = ['call', 'meeting', 'mail', 'todo'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** The longest time before it is due that one may be reminded of a task: four weeks, in minutes. */
export const LONGEST_REMINDER = 28 * 24 * 60;

/** What somebody has to do until a day, alone or for a client or deal (R93). */
@Entity('tasks')
export class Task {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: number;
  @Column('text') kind: TaskKind;
  @Column('text') title: string;
  @Column('text', { nullable: true }) note: string | null;
  @Column('date', { name: 'due_on' }) dueOn: string;
  /** HH:MM by the clocks of the account; one without is due when its day is over. */
  @Column('text', { name: 'due_time', nullable: true }) dueTime: string | null;
  @Column('bigint', { name: 'responsible_id', nullable: true }) responsibleId: number | null;
  @Column('bigint', { name: 'client_id', nullable: true }) clientId: number | null;
  @Column('bigint', { name: 'deal_id', nullable: true }) dealId: number | null;
  /** By whose levels it is seen (R72): the deal's, else the client's, else the responsible person's. */
  @Column('bigint', { name: 'department_id', nullable: true }) departmentId: number | null;
  /** So long before it is due its person is reminded; null is never. */
  @Column('integer', { name: 'remind_minutes', nullable: true }) remindMinutes: number | null;
  @Column('timestamptz', { name: 'done_at', nullable: true }) doneAt: Date | null;
  @Column('bigint', { name: 'done_by', nullable: true }) doneBy: number | null;
  /** When it was told that its due moment had passed. */
  @Column('timestamptz', { name: 'overdue_at', nullable: true }) overdueAt: Date | null;
  @Column('integer', { nullable: true }) every: number | null;
  @Column('text', { nullable: true }) unit: Unit | null;
  @Column('boolean', { name: 'working_days' }) workingDays: boolean;
  @Column('date', { name: 'until_on', nullable: true }) untilOn: string | null;
  /** From which the days of all periods are reckoned, so that a month's 31st comes back after a shorter one. */
  @Column('date', { name: 'anchor_on', nullable: true }) anchorOn: string | null;
  @Column('integer') period: number;
  /** The day of the one that follows it, until that is made. */
  @Column('date', { name: 'next_on', nullable: true }) nextOn: string | null;
  @Column('bigint', { name: 'previous_id', nullable: true }) previousId: number | null;
  @Column('timestamptz', { name: 'deleted_at', nullable: true }) deletedAt: Date | null;
  @Column('bigint', { name: 'deleted_by', nullable: true }) deletedBy: number | null;
  @Column('bigint', { name: 'created_by', nullable: true, default: () => 'app_user()' }) createdBy: number | null;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' }) updatedAt: Date;
  @VersionColumn() version: number;

  get deleted() {
    return this.deletedAt !== null;
  }

  get done() {
    return this.doneAt !== null;
  }

  /** How it recurs; null when it does not. */
  get series(): Series | null {
    const { anchorOn, every, unit, workingDays, untilOn } = this;
    return anchorOn === null || every === null || unit === null ? null : { anchorOn, every, unit, workingDays, untilOn };
  }

  /** Whether the one that follows it is made: that one says how it goes on. */
  get followed() {
    return this.series !== null && this.nextOn === null && following(this.series, this.period) !== null;
  }

  /** Takes what was typed. @param heldBy whose client it is and by which department it is seen @throws BrokenRule */
  describe(saying: TaskSaying, heldBy: Pick<Task, 'clientId' | 'departmentId'>) {
    const { kind, title, note, dueOn, dueTime, responsibleId, dealId, remindMinutes } = saying;
    if (saying.unit !== null && saying.untilOn !== null && saying.untilOn < dueOn)
      throw new BrokenRule('task_ends_before', {}, 'untilOn');
    const isOtherRhythm = dueOn !== this.dueOn || saying.every !== this.every || saying.unit !== this.unit;
    Object.assign(this, { kind, title, note, responsibleId, dealId, remindMinutes, ...heldBy });
    this.reschedule(dueOn, dueTime);
    this.recur(saying, isOtherRhythm);
  }

  /** Puts it on another day or time; when that moment passes, it is overdue anew. */
  reschedule(dueOn: string, dueTime: string | null) {
    if (dueOn !== this.dueOn || dueTime !== this.dueTime) this.overdueAt = null;
    Object.assign(this, { dueOn, dueTime });
  }

  /** Puts it off by so many days, those that are late already from today on, and none beyond the last day that a task may have. The days of those that follow it stay. @param today of the account */
  postpone(days: number, today: string) {
    const day = addDays(this.dueOn < today ? today : this.dueOn, days);
    this.reschedule(day < LAST_DAY ? day : LAST_DAY, this.dueTime);
  }

  /** Another one follows it, on the day of the next period. */
  expectNext() {
    this.nextOn = this.series && (following(this.series, this.period)?.day ?? null);
  }

  /** The one that follows it is made: when, and which period; null when there is none to make. @param today of the account */
  follow(today: string): { period: number; day: string } | null {
    const next = this.series && this.nextOn !== null ? nextOf(this.series, this.period, today) : null;
    this.nextOn = null;
    return next;
  }

  /** Nothing follows it any more; one that is followed already stays as it is. */
  stop() {
    if (this.followed) return;
    Object.assign(this, { every: null, unit: null, workingDays: false, untilOn: null, anchorOn: null, period: 0, nextOn: null });
  }

  complete(by: number) {
    this.doneAt = new Date();
    this.doneBy = by;
  }

  reopen() {
    this.doneAt = null;
    this.doneBy = null;
  }

  delete(by: number) {
    this.deletedAt = new Date();
    this.deletedBy = by;
  }

  restore() {
    this.deletedAt = null;
    this.deletedBy = null;
  }

  private recur({ every, unit, workingDays, untilOn, dueOn }: TaskSaying, isOtherRhythm: boolean) {
    if (this.followed) return;
    if (unit === null) return this.stop();
    Object.assign(this, { every, unit, workingDays, untilOn });
    if (isOtherRhythm || this.anchorOn === null) Object.assign(this, { anchorOn: dueOn, period: 0 });
    this.expectNext();
  }
}
