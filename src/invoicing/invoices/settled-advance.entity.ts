import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Decimal } from '../../money/decimal';
import { Amount } from '../../money/money-column';

/** An advance invoice that a final one takes off, with the corrections it had, as the final one says it (art. 106f(3)). */
@Entity('settled_advances')
export class SettledAdvance {
  @PrimaryColumn({ name: 'final_id', type: 'bigint' }) finalId: number;
  @PrimaryColumn({ name: 'advance_id', type: 'bigint' }) advanceId: number;
  @Column({ type: 'smallint' }) position: number;
  @Column({ type: 'text' }) number: string;
  @Column({ name: 'issue_on', type: 'date' }) issueOn: string;
  @Amount() net: Decimal;
  @Amount() vat: Decimal;
  @Amount() gross: Decimal;
}
