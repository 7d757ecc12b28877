import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { BrokenRule } from '../broken-rule';

/** Minutes until the next attempt, after each that failed; after the last the delivery has failed. */
const WAITS_IN_MINUTES = [1, 5, 30, 120, 360];

/** Why a receiver did not get it, as the translations below `webhooks.reason.` say. */
export type Reason = 'status' | 'timeout' | 'unreachable' | 'private_address' | 'redirected';
/** Trying again does not mend these. */
const FINAL: readonly Reason[] = ['private_address', 'redirected'];

/** Something that is told to a program elsewhere by one POST, and what became of it: delivered at least once, or failed with the reason. */
@Entity('webhook_deliveries')
export class WebhookDelivery {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: number;
  /** The same in each attempt, so that the receiver can tell a repetition. */
  @Column({ name: 'webhook_id', type: 'uuid', insert: false, update: false }) webhookId: string;
  @Column({ type: 'text', update: false }) url: string;
  @Column({ type: 'jsonb', update: false }) body: object;
  @Column({ name: 'made_at', type: 'timestamptz', insert: false, update: false }) madeAt: Date;
  @Column({ type: 'text' }) state: 'waiting' | 'delivered' | 'failed' = 'waiting';
  @Column({ type: 'smallint' }) tries = 0;
  /** When it is tried next, of a waiting one. */
  @Column({ name: 'due_at', type: 'timestamptz', nullable: true }) dueAt: Date | null = new Date();
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt: Date | null = null;
  @Column({ type: 'text', nullable: true }) reason: Reason | null = null;
  /** What the receiver answered, shortened, or what the network said. */
  @Column({ type: 'text', nullable: true }) words: string | null = null;

  get delivered() {
    return this.state === 'delivered';
  }

  /** Whether it waits for an attempt, and its time has come by then. */
  isDue(at: Date) {
    return this.state === 'waiting' && this.dueAt! <= at;
  }

  /** The receiver took it. */
  succeed(words: string) {
    Object.assign(this, { state: 'delivered', tries: this.tries + 1, dueAt: null, endedAt: new Date(), reason: null, words });
  }

  /** It did not get there: tried again after a while and not before `earliest`, in the end failed. */
  miss(reason: Reason, words: string, earliest = new Date(0)) {
    const wait = FINAL.includes(reason) ? undefined : WAITS_IN_MINUTES[this.tries];
    Object.assign(this, { tries: this.tries + 1, reason, words });
    if (wait === undefined) Object.assign(this, { state: 'failed', dueAt: null, endedAt: new Date() });
    else this.dueAt = new Date(Math.max(Date.now() + wait * 60_000, earliest.getTime()));
  }

  /** A person wants it tried again. @throws BrokenRule unless it has failed */
  tryAgain() {
    if (this.state !== 'failed') throw new BrokenRule('webhook_not_failed');
    Object.assign(this, { state: 'waiting', tries: 0, dueAt: new Date(), endedAt: null });
  }
}
