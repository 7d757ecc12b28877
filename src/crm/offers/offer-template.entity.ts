import { Column, Entity, PrimaryGeneratedColumn, UpdateDateColumn, VersionColumn } from 'typeorm';
import type { Language } from '../../web/translations';

/** What offers begin with: a text with variables, and how its paper looks (R80). */
@Entity('offer_templates')
export class OfferTemplate {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: number;
  @Column('text') name: string;
  /** Of the offers made from it. */
  @Column('text') language: Language;
  /** Cleaned by clean-html.ts. */
  @Column('text') html: string;
  /** `#rrggbb`; null is the department's. */
  @Column('text', { nullable: true }) colour: string | null;
  @Column('boolean', { name: 'shows_logo', default: true }) showsLogo: boolean;
  /** Below the offer, in small print. */
  @Column('text', { nullable: true }) footer: string | null;
  /** Offers made from it stay as they are; nobody chooses it any more. */
  @Column('timestamptz', { name: 'removed_at', nullable: true }) removedAt: Date | null;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' }) updatedAt: Date;
  @VersionColumn() version: number;
}
