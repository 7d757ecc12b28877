import { Column, Entity, PrimaryGeneratedColumn, UpdateDateColumn, VersionColumn } from 'typeorm';

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
  @Column('text', { nullable: true }) unit: 'day' | 'week' | 'month' | null;
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

  /** Puts it on another day or time; when that moment passes, it is overdue anew. */
  reschedule(dueOn: string, dueTime: string | null) {
    if (dueOn !== this.dueOn || dueTime !== this.dueTime) this.overdueAt = null;
    Object.assign(this, { dueOn, dueTime });
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
}
