import { Column, Entity, PrimaryGeneratedColumn, UpdateDateColumn, VersionColumn } from 'typeorm';
import { BrokenRule } from '../../broken-rule';
import type { Decimal } from '../../money/decimal';
import { Amount } from '../../money/money-column';
import type { Own } from '../../own-fields/own-values';
import type { Stage } from '../stages/stage.entity';

/** VAT rates that a deal's value may be agreed at; their labels are the translations vat_rates.<code>. */
export const DEAL_VAT_RATES = ['23', '8', '5', '4', '0', '0_wdt', '0_ex', 'zw', 'np1', 'np2', 'oo'] as const;

/** What the documents that count say of a deal (R38); name, gross, currency and from are null when none counts. */
export interface Mirror {
  deal: number;
  name: string | null;
  gross: Decimal | null;
  currency: string | null;
  /** The document whose first line names it. */
  from: number | null;
  /** The document that caused the change; null when no single one did. */
  by: number | null;
}

/**
 * An opportunity to sell. It keeps its own name and agreed gross for good; while a linked document counts, it shows that
 * document's first line and the documents' gross instead (R36-R38).
 */
@Entity('deals')
export class Deal {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' }) id: number;
  /** Its own name; its label beside a mirrored one. */
  @Column('text') name: string;
  @Amount({ name: 'agreed_gross' }) agreedGross: Decimal;
  @Column('text', { name: 'vat_rate' }) vatRate: string;
  @Column('text') currency: string;
  @Column('bigint', { name: 'client_id', nullable: true }) clientId: number | null;
  @Column('bigint', { name: 'contact_id', nullable: true }) contactId: number | null;
  @Column('bigint', { name: 'department_id', nullable: true }) departmentId: number | null;
  @Column('bigint', { name: 'responsible_id', nullable: true }) responsibleId: number | null;
  @Column('bigint', { name: 'stage_id' }) stageId: number;
  @Column('timestamptz', { name: 'stage_since' }) stageSince: Date;
  @Column('text', { name: 'lost_reason', nullable: true }) lostReason: string | null;
  @Column('text', { nullable: true }) description: string | null;
  @Column('integer', { name: 'payment_days', nullable: true }) paymentDays: number | null;
  @Column('date', { name: 'expected_on', nullable: true }) expectedOn: string | null;
  @Column('text', { name: 'mirrored_name', nullable: true }) mirroredName: string | null;
  @Amount({ name: 'counted_gross', nullable: true }) countedGross: Decimal | null;
  @Column('bigint', { name: 'mirrored_from_id', nullable: true }) mirroredFromId: number | null;
  /** Of the counted gross; null while nothing counts. */
  @Column('text', { name: 'mirrored_currency', nullable: true }) mirroredCurrency: string | null;
  @Column('bigint', { name: 'mirrored_by_id', nullable: true }) mirroredById: number | null;
  /** The invoice this deal was made for, if it was (R33, R43). */
  @Column('bigint', { name: 'born_of_invoice_id', nullable: true }) bornOfInvoiceId: number | null;
  @Column('timestamptz', { name: 'deleted_at', nullable: true }) deletedAt: Date | null;
  @Column('bigint', { name: 'deleted_by', nullable: true }) deletedBy: number | null;
  /** Values of fields that the firm added, by key, but for restricted ones (R13, R16). */
  @Column('jsonb') own: Own;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' }) updatedAt: Date;
  @VersionColumn() version: number;

  get shownName() {
    return this.mirroredName ?? this.name;
  }

  get shownGross() {
    return this.countedGross ?? this.agreedGross;
  }

  /** ISO 4217. */
  get shownCurrency() {
    return this.mirroredCurrency ?? this.currency;
  }

  /** Whether documents say its name and value, so that nobody types them (R36). */
  get mirrored() {
    return this.mirroredName !== null;
  }

  get deleted() {
    return this.deletedAt !== null;
  }

  /** Changes its own name, which its documents do not touch. */
  rename(name: string) {
    this.name = name;
  }

  /** Changes the value agreed with the client, gross, which its documents do not touch. */
  reprice(gross: Decimal, currency: string, vatRate: string) {
    Object.assign(this, { agreedGross: gross, currency, vatRate });
  }

  /** Puts it in another stage; a reason is asked and kept only of a lost deal. @throws BrokenRule */
  move(stage: Stage, reason: string | null) {
    if (stage.lost && !reason) throw new BrokenRule('lost_without_reason', {}, 'reason');
    if (this.stageId !== stage.id) this.stageSince = new Date();
    this.stageId = stage.id;
    this.lostReason = stage.lost ? reason : null;
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
