import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import type { Unit } from '../../calendar/rhythm';
import { addDays } from '../../clock';
import { Decimal, round } from '../../money/decimal';
import { Amount } from '../../money/money-column';
import type { Invoice } from '../invoices/invoice.entity';
import { ALL_DOCUMENTS } from '../invoices/life';
import { issueDay, type Periods } from './periods';
import type { RecurringInput } from './recurring.input';

/** So many days back a first period may lie: a mistyped year would issue hundreds of documents at once. */
const MOST_CAUGHT_UP = 31;

/** A document that is made anew every so often (R102). */
@Entity('recurrings')
export class Recurring implements Periods {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: number;
  @Column({ type: 'text' }) name: string;
  /** The document that it repeats: what is changed there, the next one says too. */
  @Column({ name: 'source_id', type: 'bigint' }) sourceId: number;
  @Column({ type: 'integer' }) every: number;
  @Column({ type: 'text' }) unit: Unit;
  @Column({ name: 'first_on', type: 'date' }) firstOn: string;
  @Column({ name: 'working_days' }) workingDays: boolean;
  @Column({ name: 'end_on', type: 'date' }) endOn: string | null;
  @Column({ type: 'integer' }) most: number | null;
  /** From this day on prices are other ones, by so many per cent. */
  @Column({ name: 'price_change_on', type: 'date' }) priceChangeOn: string | null;
  @Amount({ name: 'price_change' }) priceChange: Decimal | null;
  @Column({ name: 'as_draft' }) asDraft: boolean;
  @Column() mailed: boolean;
  /** Addresses with commas; without any, the buyer's own. */
  @Column({ type: 'text' }) recipients: string | null;
  @Column({ type: 'text' }) comment: string | null;
  @Column({ name: 'next_period', type: 'integer' }) nextPeriod: number;
  /** The day of the next document; null when it has ended. */
  @Column({ name: 'next_on', type: 'date' }) nextOn: string | null;
  @Column({ name: 'paused_at', type: 'timestamptz' }) pausedAt: Date | null;
  /** What the last attempt failed with, in words for people, and the day of the next one. */
  @Column({ type: 'text' }) failure: string | null;
  @Column({ name: 'retry_on', type: 'date' }) retryOn: string | null;
  @Column({ name: 'department_id', type: 'bigint' }) departmentId: number;
  @Column({ name: 'responsible_id', type: 'bigint' }) responsibleId: number | null;
  @Column({ name: 'deleted_at', type: 'timestamptz' }) deletedAt: Date | null;
  @Column({ name: 'deleted_by', type: 'bigint' }) deletedBy: number | null;
  @Column() version: number;

  get state(): 'deleted' | 'paused' | 'ended' | 'failing' | 'active' {
    if (this.deletedAt) return 'deleted';
    if (this.pausedAt) return 'paused';
    if (this.nextOn === null) return 'ended';
    return this.failure ? 'failing' : 'active';
  }

  /** Whether the next document is to be made. @param today of the account */
  isDue(today: string): boolean {
    const { state, nextOn, retryOn } = this;
    return (state === 'active' || state === 'failing') && nextOn! <= today && (retryOn ?? today) <= today;
  }

  /** Takes what was typed; documents that are made already stay, and what passed while it had ended is left out. @throws BrokenRule when it would never make one */
  describe(input: RecurringInput, today: string) {
    const { opened: _, version: __, sourceId: ___, ...typed } = input;
    if (typed.firstOn !== this.firstOn && typed.firstOn < addDays(today, -MOST_CAUGHT_UP))
      throw new BrokenRule('recurring_first_long_ago', { most: MOST_CAUGHT_UP }, 'firstOn');
    if (typed.endOn !== null && typed.endOn < typed.firstOn) throw new BrokenRule('recurring_ends_before', {}, 'endOn');
    if ((typed.priceChange === null) !== (typed.priceChangeOn === null))
      throw new BrokenRule('recurring_price_change_halves', {}, typed.priceChange === null ? 'priceChange' : 'priceChangeOn');
    if (typed.asDraft && typed.mailed) throw new BrokenRule('recurring_draft_is_not_mailed', {}, 'mailed');
    const isOtherRhythm = (['firstOn', 'every', 'unit'] as const).some((field) => this[field] !== typed[field]);
    if (isOtherRhythm && this.nextPeriod > 0) throw new BrokenRule('recurring_keeps_rhythm', {}, 'firstOn');
    const hadEnded = this.nextOn === null;
    Object.assign(this, typed, { failure: null, retryOn: null });
    this.nextOn = issueDay(this, this.nextPeriod);
    if (hadEnded) this.leaveOutPast(today);
  }

  /** A period has its document: the next one follows. */
  advance() {
    this.nextPeriod += 1;
    this.nextOn = issueDay(this, this.nextPeriod);
    Object.assign(this, { failure: null, retryOn: null });
  }

  pause(by: Person) {
    this.allow(by);
    this.pausedAt = new Date();
  }

  /** Goes on with the first period from today on; those that passed meanwhile are left out. */
  resume(by: Person, today: string) {
    this.allow(by);
    this.pausedAt = null;
    this.leaveOutPast(today);
    Object.assign(this, { failure: null, retryOn: null });
  }

  delete(by: Person) {
    this.allow(by);
    Object.assign(this, { deletedAt: new Date(), deletedBy: by.user });
  }

  restore(by: Person) {
    this.allow(by);
    Object.assign(this, { deletedAt: null, deletedBy: null, pausedAt: this.pausedAt ?? new Date() });
  }

  /** A unit's price on that day: the source's, or what the price change makes of it, as finely as it was typed. */
  priceOn(day: string, price: Decimal): Decimal {
    if (this.priceChangeOn === null || day < this.priceChangeOn) return price;
    return round(price.times(this.priceChange!.plus(100)).div(100), Math.max(2, price.decimalPlaces()));
  }

  /** Key below `broken.` of why a document cannot be repeated; undefined when it can. */
  static refusal({ state, documentKind, kind }: Invoice): string | undefined {
    if (state === 'cancelled' || state === 'deleted') return 'recurring_source_ended';
    return documentKind.onlyContinues || kind === 'advance' ? 'recurring_source_kind' : undefined;
  }

  /** Whoever may do all with documents, or made it (R75). @throws BrokenRule for others */
  allow({ user, invoicing }: Person) {
    if (this.responsibleId !== user && !ALL_DOCUMENTS.includes(invoicing?.role ?? ''))
      throw new BrokenRule('recurring_is_anothers');
  }

  private leaveOutPast(today: string) {
    while (this.nextOn !== null && this.nextOn < today) this.advance();
  }
}
