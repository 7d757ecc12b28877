import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';
import { KINDS } from '../../invoicing/kinds';

/** Kinds whose documents make deals in a new account (R40). */
export const ACCEPTED_BY_DEFAULT = KINDS.filter(({ acceptedByDefault }) => acceptedByDefault).map(({ code }) => code);

/** Whose deal an invoice makes: its buyer's, or its recipient's where it has one (R34). */
export const DEAL_CLIENTS = ['buyer', 'recipient'] as const;

/** How the two sides of an account work together; one row an account. */
@Entity('integration_settings')
export class IntegrationSettings {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: number;
  /** Whether deals and documents make each other (R18, R129). */
  @Column('boolean') active: boolean;
  /** Codes of the kinds whose documents make deals and count in them (R39). */
  @Column('text', { name: 'accepted_kinds', array: true }) acceptedKinds: string[];
  /** Where deals made for documents are put; null is the first won stage (R42). */
  @Column('bigint', { name: 'invoice_stage_id', nullable: true }) invoiceStageId: number | null;
  /** Whose deal a document makes: its buyer's, or its recipient's where it has one (R34). */
  @Column('text', { name: 'deal_client' }) dealClient: (typeof DEAL_CLIENTS)[number];
  @VersionColumn() version: number;
}
