import { Entity, PrimaryColumn } from 'typeorm';
import type { Decimal } from '../../money/decimal';
import { Amount } from '../../money/money-column';

/**
 * What a document says of one VAT rate. Before: what was said before it, by what a correction corrects or by the advances of a final invoice;
 * before and this together are what is after.
 */
@Entity('invoice_taxes')
export class InvoiceTax {
  @PrimaryColumn({ name: 'invoice_id', type: 'bigint' }) invoiceId: number;
  @PrimaryColumn({ name: 'vat_rate', type: 'text' }) vatRate: string;
  @Amount() net: Decimal;
  @Amount() vat: Decimal;
  @Amount() gross: Decimal;
  @Amount({ name: 'before_net' }) beforeNet: Decimal;
  @Amount({ name: 'before_vat' }) beforeVat: Decimal;
  @Amount({ name: 'before_gross' }) beforeGross: Decimal;
  /** VAT in zlotys, of a document in another currency (art. 106e(11)). */
  @Amount({ name: 'vat_pln' }) vatPln: Decimal | null;
}
