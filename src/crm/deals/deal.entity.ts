import { Column, Entity, PrimaryGeneratedColumn, UpdateDateColumn, VersionColumn } from 'typeorm';
import { Decimal } from '../../money/decimal';
import type { Stage } from '../stages/stage.entity';

/** VAT rates that a deal's value may be agreed at; their labels are the translations vat_rates.<code>. */
export const DEAL_VAT_RATES = ['23', '8', '5', '0', 'zw', 'np'] as const;

/** What the documents that count say of a deal (R38); from: the document whose first line names it. */
export interface Mirror {
  name: string;
  gross: Decimal;
  from: number;
}

/** A column of gross amounts whose name in the table differs from the property's. */
function Gross(name: string) {
  return Column({
    name,
    type: 'numeric',
    nullable: true,
    transformer: {
      to: (amount?: Decimal | null) => amount?.toFixed(2) ?? amount,
      from: (text: string | null) => (text === null ? null : new Decimal(text)),
    },
  });
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
  @Gross('agreed_gross') agreedGross: Decimal;
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
  @Gross('counted_gross') countedGross: Decimal | null;
  @Column('bigint', { name: 'mirrored_from_id', nullable: true }) mirroredFromId: number | null;
  /** The invoice this deal was made for, if it was (R33, R43). */
  @Column('bigint', { name: 'born_of_invoice_id', nullable: true }) bornOfInvoiceId: number | null;
  @Column('timestamptz', { name: 'deleted_at', nullable: true }) deletedAt: Date | null;
  @Column('bigint', { name: 'deleted_by', nullable: true }) deletedBy: number | null;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' }) updatedAt: Date;
  @VersionColumn() version: number;

  get shownName() {
    return this.mirroredName ?? this.name;
  }

  get shownGross() {
    return this.countedGross ?? this.agreedGross;
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

  /** Puts it in another stage; a reason is kept only of a lost deal. */
  move(stage: Stage, reason: string | null) {
    if (this.stageId !== stage.id) this.stageSince = new Date();
    this.stageId = stage.id;
    this.lostReason = stage.lost ? reason : null;
  }

  /** Shows what its documents say, or its own again when none counts. */
  mirror(mirror: Mirror | null) {
    this.mirroredName = mirror?.name ?? null;
    this.countedGross = mirror?.gross ?? null;
    this.mirroredFromId = mirror?.from ?? null;
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
