import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What can become of one of its documents. */
export const OUTCOMES = ['made', 'joined', 'skipped', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What can stand in the way of a step: the database took too long, servers died over it, or whatever the log says. */
export type Trouble = 'slow' | 'died' | 'unexpected';

/** One making of deals for documents that have none (R87): goes on by itself, and may be stopped and resumed. */
@Entity('backfills')
export class Backfill {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: number;
  @Column('text') state: 'running' | 'stopped' | 'done';
  /** When its documents were looked up; total is how many. */
  @Column('timestamptz', { name: 'planned_at', nullable: true }) plannedAt: Date | null;
  @Column('integer') total: number;
  @Column('integer') made: number;
  @Column('integer') joined: number;
  @Column('integer') skipped: number;
  @Column('integer') failed: number;
  @Column('bigint', { name: 'began_by', nullable: true }) beganBy: number | null;
  @Column('timestamptz', { name: 'began_at' }) beganAt: Date;
  @Column('timestamptz', { name: 'going_since' }) goingSince: Date;
  @Column('integer', { name: 'done_before' }) doneBefore: number;
  /** Nobody when the integration was turned off, or it could not go on. */
  @Column('bigint', { name: 'stopped_by', nullable: true }) stoppedBy: number | null;
  @Column('timestamptz', { name: 'stopped_at', nullable: true }) stoppedAt: Date | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
  /** What stood in the way of its last step; while it runs, that is tried again. */
  @Column('text', { nullable: true }) trouble: Trouble | null;

  get running() {
    return this.state === 'running';
  }

  get done() {
    return this.made + this.joined + this.skipped + this.failed;
  }

  get left() {
    return this.total - this.done;
  }

  /** Minutes until it ends at the pace since it began or was resumed, rounded up; null while nobody knows. */
  minutesLeft(now = new Date()): number | null {
    const done = this.done - this.doneBefore;
    if (!this.running || !this.plannedAt || done === 0) return null;
    return Math.ceil(((now.getTime() - this.goingSince.getTime()) / done) * (this.left / 60_000));
  }

  plan(total: number) {
    Object.assign(this, { plannedAt: new Date(), total, goingSince: new Date() });
  }

  count(outcomes: Outcome[]) {
    for (const outcome of outcomes) this[outcome]++;
  }

  /** @param by null when the integration was turned off */
  stop(by: number | null) {
    Object.assign(this, { state: 'stopped', stoppedAt: new Date(), stoppedBy: by, trouble: null });
  }

  /** It could not go on, however often it was tried. */
  giveUp() {
    const trouble = this.trouble ?? 'died';
    this.stop(null);
    this.trouble = trouble;
  }

  resume() {
    const since = { goingSince: new Date(), doneBefore: this.done };
    Object.assign(this, { state: 'running', stoppedAt: null, stoppedBy: null, trouble: null, ...since });
  }

  end() {
    Object.assign(this, { state: 'done', endedAt: new Date() });
  }
}
