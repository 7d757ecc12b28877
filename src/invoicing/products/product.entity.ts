import { Column, Entity, PrimaryGeneratedColumn, UpdateDateColumn, VersionColumn } from 'typeorm';
import type { Decimal } from '../../money/decimal';
import { Amount } from '../../money/money-column';
import { vatRateOf } from '../vat/rates';
import type { PriceKind } from '../vat/totals';
import type { TypedProduct } from './product.input';
import { unitPriceOf } from './product-price';

/** Something that the firm sells, goods or service, as lines of documents copy it (R111). */
@Entity('products')
export class Product {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: number;
  @Column('text') name: string;
  /** The firm's own word for it; no two products share one, whatever the case. */
  @Column('text', { nullable: true }) code: string | null;
  @Column('text', { nullable: true }) description: string | null;
  @Column('text', { nullable: true }) unit: string | null;
  /** Which price was typed; the other follows by the rate. */
  @Column('text', { name: 'price_kind' }) priceKind: PriceKind;
  /** Of one unit without VAT and with it; both null where the price is agreed each time. */
  @Amount({ name: 'net_price', scale: 8, nullable: true }) netPrice: Decimal | null;
  @Amount({ name: 'gross_price', scale: 8, nullable: true }) grossPrice: Decimal | null;
  @Column('text', { name: 'vat_rate' }) vatRate: string;
  @Column('char', { length: 3 }) currency: string;
  @Column('text', { nullable: true }) gtu: string | null;
  /** Of annex 15 of the VAT act. */
  @Column('boolean', { name: 'annex_15' }) annex15: boolean;
  /** PKWiU, CN or PKOB. */
  @Column('text', { nullable: true }) classification: string | null;
  @Column('bigint', { name: 'category_id', nullable: true }) categoryId: number | null;
  @Column('timestamptz', { name: 'archived_at', nullable: true }) archivedAt: Date | null;
  @VersionColumn() version: number;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' }) updatedAt: Date;

  /** The price that was typed. */
  get price(): Decimal | null {
    return this.priceKind === 'net' ? this.netPrice : this.grossPrice;
  }

  /** Takes what was typed on the card, and reckons the price that was not (R24). */
  describe({ price, ...typed }: TypedProduct) {
    Object.assign(this, typed);
    const prices = price && unitPriceOf(typed.priceKind, price, vatRateOf(typed.vatRate)!.percent);
    this.netPrice = prices?.net ?? null;
    this.grossPrice = prices?.gross ?? null;
  }

  /** Only hides it from new documents: lines that name it keep what they say. */
  archive() {
    this.archivedAt ??= new Date();
  }

  unarchive() {
    this.archivedAt = null;
  }
}

/** A card as it would be typed into its form. */
export function typedOf(product: Product): TypedProduct {
  const { name, code, description, unit, priceKind, price, vatRate, currency, gtu, annex15, classification, categoryId } =
    product;
  return { name, code, description, unit, priceKind, price, vatRate, currency, gtu, annex15, classification, categoryId };
}
