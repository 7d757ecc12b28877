import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Decimal } from '../../money/decimal';
import { Amount } from '../../money/money-column';

/** What is sold with a deal; it becomes a line of its invoice (R85, R123). Lines are replaced as a whole, never changed one by one. */
@Entity('deal_lines')
export class DealLine {
  @PrimaryColumn({ type: 'bigint' }) id: number;
  @Column('bigint', { name: 'deal_id' }) dealId: number;
  @Column('smallint') position: number;
  @Column('text') name: string;
  @Column('text', { nullable: true }) unit: string | null;
  @Amount({ scale: 6 }) quantity: Decimal;
  /** Of one unit, with VAT. */
  @Amount({ name: 'gross_price' }) grossPrice: Decimal;
  @Column('text', { name: 'vat_rate' }) vatRate: string;
}
