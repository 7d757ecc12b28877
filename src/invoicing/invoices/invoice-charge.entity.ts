import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Decimal } from '../../money/decimal';
import { Amount } from '../../money/money-column';

/** What changes the amount to pay and nothing else: a deposit, interest, an earlier balance (R106). */
@Entity('invoice_charges')
export class InvoiceCharge {
  @PrimaryColumn({ name: 'invoice_id', type: 'bigint' }) invoiceId: number;
  @PrimaryColumn({ type: 'smallint' }) position: number;
  @Column({ type: 'text' }) kind: 'charge' | 'deduction';
  /** Above zero, of either kind. */
  @Amount() amount: Decimal;
  @Column({ type: 'text' }) reason: string;
}
