import { Column, Entity, PrimaryGeneratedColumn, UpdateDateColumn, VersionColumn } from 'typeorm';
import { type Condition, type Facts, met } from './conditions';
import { aboutOf, type HappeningKind, type Subject } from './happening-kinds';

/** What one action of a macro is to do: its registered name, and what its author said, each text checked when it was saved. */
export interface ActionSaid {
  /** Its own, however it is changed or moved: a run that is tried again finds it by this. */
  id: string;
  name: string;
  said: Record<string, string | string[] | null>;
}

/** So many macros may bring each other about, one after the other. */
const MOST_IN_A_CHAIN = 8;

/** When something happens, if it is so, then do this (R76, R77). */
@Entity('macros')
export class Macro {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' }) id: number;
  @Column('text') name: string;
  @Column('text') happening: HappeningKind;
  /** Of deal_stale and document_overdue: after so many days; of date_reached: so many after the day, before it when negative. */
  @Column('integer', { nullable: true }) days: number | null;
  /** Of date_reached: the field with the day, as 'deal.expectedOn'. */
  @Column('text', { name: 'date_field', nullable: true }) dateField: string | null;
  @Column('text') match: 'all' | 'any';
  @Column('jsonb') conditions: Condition[];
  @Column('jsonb') actions: ActionSaid[];
  /** From the happening until it is looked at (R77). */
  @Column('integer', { name: 'delay_minutes' }) delayMinutes: number;
  @Column('boolean') active: boolean;
  /** In whose name it acts, and who is told when it fails. */
  @Column('bigint', { name: 'author_id' }) authorId: number;
  @Column('timestamptz', { name: 'deleted_at', nullable: true }) deletedAt: Date | null;
  @Column('bigint', { name: 'deleted_by', nullable: true }) deletedBy: number | null;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' }) updatedAt: Date;
  @VersionColumn() version: number;

  /** The records that its conditions and actions may speak of. */
  get about(): Subject[] {
    return aboutOf(this.happening, this.dateField).about;
  }

  /** Whether its conditions are met. @throws UnknownField */
  fits(facts: Facts): boolean {
    return met(this.conditions, this.match, facts);
  }

  /** Whether running it on what came about through these macros would go on for ever. */
  loops(chain: number[]): boolean {
    return chain.includes(this.id) || chain.length >= MOST_IN_A_CHAIN;
  }

  /** When it is to run on what happened then; null is at once. */
  dueAfter(at: Date): Date | null {
    return this.delayMinutes ? new Date(at.getTime() + this.delayMinutes * 60_000) : null;
  }

  delete(by: number) {
    this.deletedAt ??= new Date();
    this.deletedBy ??= by;
    this.active = false;
  }
}
