import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';
import type { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import { ALL_DOCUMENTS } from '../invoices/life';

/** A file that belongs to a document: an order, a report of delivery. Its bytes are kept by Files under its key. */
@Entity('attachments')
export class Attachment {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: number;
  @Column({ type: 'bigint', name: 'invoice_id' }) invoiceId: number;
  @Column('text') name: string;
  /** Content type, as name and bytes say. */
  @Column('text') type: string;
  /** Bytes. */
  @Column('integer') size: number;
  @Column({ type: 'bytea' }) sha256: Buffer;
  @Column({ type: 'text', name: 'storage_key' }) storageKey: string;
  /** Whether the client finds it beside the document. */
  @Column({ type: 'boolean', name: 'for_client' }) forClient: boolean;
  @Column({ type: 'bigint', name: 'added_by', nullable: true, insert: false, update: false }) addedBy: number | null;
  @Column({ type: 'timestamptz', name: 'created_at', insert: false, update: false }) createdAt: Date;
  @Column({ type: 'timestamptz', name: 'removed_at', nullable: true }) removedAt: Date | null;
  @VersionColumn() version: number;

  /** Only takes it off the document: the file stays, as what was sent with it has to. @throws BrokenRule for what another person added */
  remove(by: Person) {
    this.allow(by);
    this.removedAt = new Date();
  }

  /** @throws BrokenRule for what another person added */
  show(toClient: boolean, by: Person) {
    this.allow(by);
    this.forClient = toClient;
  }

  /** Whose it is may change it, and whoever may change all documents (R75). */
  isInHandsOf({ user, invoicing }: Person) {
    return this.addedBy === user || ALL_DOCUMENTS.includes(invoicing?.role ?? '');
  }

  private allow(by: Person) {
    if (!this.isInHandsOf(by)) throw new BrokenRule('attachment_is_anothers');
  }
}
