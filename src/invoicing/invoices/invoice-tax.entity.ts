import { Entity, PrimaryColumn } from 'typeorm';
import type { Decimal } from '../../money/decimal';
import { Amount } from '../../money/money-column';

/** What a document says of one VAT rate. */
@Entity('invoice_taxes')
export class InvoiceTax {
  @PrimaryColumn({ name: 'invoice_id', type: 'bigint' }) invoiceId: number;
  @PrimaryColumn({ name: 'vat_rate', type: 'text' }) vatRate: string;
  @Amount() net: Decimal;
  @Amount() vat: Decimal;
  @Amount() gross: Decimal;
}
