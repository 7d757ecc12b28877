import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Decimal } from '../../money/decimal';
import { Amount } from '../../money/money-column';

/** A line of a document; lines are replaced as a whole, never changed one by one. */
@Entity('invoice_lines')
export class InvoiceLine {
  @PrimaryColumn({ type: 'bigint' }) id: number;
  @Column({ name: 'invoice_id', type: 'bigint' }) invoiceId: number;
  @Column({ type: 'smallint' }) position: number;
  /** As it was before a correction; all other lines are as they are after. */
  @Column() before: boolean;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'text' }) description: string | null;
  /** The seller's word for it. */
  @Column({ type: 'text' }) code: string | null;
  /** PKWiU, CN or PKOB. */
  @Column({ type: 'text' }) classification: string | null;
  /** The product that it was copied from. */
  @Column({ name: 'product_id', type: 'bigint' }) productId: number | null;
  @Column({ type: 'text' }) unit: string | null;
  @Amount({ scale: 6 }) quantity: Decimal;
  /** Of one unit, net or gross as the document's method says. */
  @Amount({ scale: 8 }) price: Decimal;
  /** Per cent or an amount, as the document's discount kind says (R98). */
  @Amount() discount: Decimal;
  @Column({ name: 'vat_rate', type: 'text' }) vatRate: string;
  @Column({ type: 'text' }) gtu: string | null;
  /** Of annex 15 of the VAT act. */
  @Column({ name: 'annex_15' }) annex15: boolean;
  @Amount() net: Decimal;
  @Amount() vat: Decimal;
  @Amount() gross: Decimal;
  /** The deal that this line came from (R26, R38). */
  @Column({ name: 'deal_id', type: 'bigint' }) dealId: number | null;
}
