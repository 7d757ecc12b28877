import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A file that went out with a letter, seen by whoever sees the letter. Its bytes are kept by Files under its key. */
@Entity('letter_files')
export class LetterFile {
  @PrimaryColumn({ name: 'letter_id', type: 'bigint' }) letterId: number;
  /** Among the letter's files, from 0. */
  @PrimaryColumn('smallint') position: number;
  @Column('text') name: string;
  /** Content type, as name and bytes say. */
  @Column('text') type: string;
  /** Bytes. */
  @Column('integer') size: number;
  @Column('bytea') sha256: Buffer;
  @Column({ type: 'text', name: 'storage_key' }) storageKey: string;
}
