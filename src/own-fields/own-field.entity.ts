import { Column, Entity, PrimaryGeneratedColumn, UpdateDateColumn, VersionColumn } from 'typeorm';

/** Records that a firm adds fields to. */
export const OWN_RECORDS = ['client', 'deal'] as const;
export type OwnRecord = (typeof OWN_RECORDS)[number];

/** What an own field holds (R13); their names are the translations own_fields.type.<code>. */
export const OWN_TYPES = ['text', 'long_text', 'integer', 'decimal', 'checkbox', 'date', 'datetime'] as const;
export type OwnType = (typeof OWN_TYPES)[number];

/** A field that a firm added to its clients or deals (R13). */
@Entity('own_fields')
export class OwnField {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: number;
  @Column('text') record: OwnRecord;
  /** Under which values are kept and variables named; made from the first name, for good. */
  @Column('text') key: string;
  @Column('text') name: string;
  /** Chosen once, as values follow it. */
  @Column('text') type: OwnType;
  /** Whether only owner and administrators of CRM see and fill it (R16); chosen once. */
  @Column('boolean') restricted: boolean;
  @Column('smallint') position: number;
  @Column('timestamptz', { name: 'removed_at', nullable: true }) removedAt: Date | null;
  @VersionColumn() version: number;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' }) updatedAt: Date;

  /** What its form says of it (R117). */
  get said() {
    return { name: this.name, position: this.position };
  }

  /** Takes it out of forms, cards and variables; values stay, and are back when it is restored. */
  remove() {
    this.removedAt ??= new Date();
  }

  restore() {
    this.removedAt = null;
  }
}
