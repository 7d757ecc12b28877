import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';

/** What a deal is in a stage: still open, or how it ended (R89). */
export const OUTCOMES = ['open', 'won', 'lost'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** How many colours the palette of stages has: classes colour-1 to colour-12. */
export const COLOURS = 12;

/** A step of the pipeline that deals go through (R89). */
@Entity('stages')
export class Stage {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' }) id: number;
  @Column('text') name: string;
  @Column('smallint') colour: number;
  /** Order on the board, from 1. */
  @Column('smallint') position: number;
  /** What a deal in this stage has come to. */
  @Column('text') outcome: Outcome;
  @Column('timestamptz', { name: 'removed_at', nullable: true }) removedAt: Date | null;
  @VersionColumn() version: number;

  get lost() {
    return this.outcome === 'lost';
  }

  /** What its form says (R117). */
  get said() {
    const { name, colour, position } = this;
    return { name, colour, position };
  }

  remove() {
    this.removedAt = new Date();
  }
}
