import { Column, Entity, PrimaryGeneratedColumn, UpdateDateColumn, VersionColumn } from 'typeorm';
import type { Decimal } from '../../../money/decimal';
import { Amount } from '../../../money/money-column';
import type { PriceKind } from '../../vat/totals';

/** Prices of products for some buyers: its own ones, and a per cent off all others (R111). */
@Entity('price_lists')
export class PriceList {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: number;
  @Column('text') name: string;
  @Column('char', { length: 3 }) currency: string;
  /** Whether its prices are net or gross. */
  @Column('text', { name: 'price_kind' }) priceKind: PriceKind;
  /** Off the own price of every product that the list has no price of. */
  @Amount({ name: 'percent_off', nullable: true }) percentOff: Decimal | null;
  @Column('timestamptz', { name: 'archived_at', nullable: true }) archivedAt: Date | null;
  @VersionColumn() version: number;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' }) updatedAt: Date;

  /** Only hides it from forms. */
  archive() {
    this.archivedAt ??= new Date();
  }

  unarchive() {
    this.archivedAt = null;
  }
}
