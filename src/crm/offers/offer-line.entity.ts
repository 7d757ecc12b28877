import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Decimal } from '../../money/decimal';
import { Amount } from '../../money/money-column';

/** What an offer offers; it becomes a line of the document made of it (R124). Lines are replaced as a whole, never changed one by one. */
@Entity('offer_lines')
export class OfferLine {
  @PrimaryColumn({ type: 'bigint' }) id: number;
  @Column('bigint', { name: 'offer_id' }) offerId: number;
  @Column('smallint') position: number;
  @Column('text') name: string;
  @Column('text', { nullable: true }) description: string | null;
  @Column('text', { nullable: true }) unit: string | null;
  @Amount({ scale: 6 }) quantity: Decimal;
  /** Of one unit, with VAT. */
  @Amount({ name: 'gross_price' }) grossPrice: Decimal;
  @Column('text', { name: 'vat_rate' }) vatRate: string;
}
