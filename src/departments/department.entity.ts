import { Column, Entity, PrimaryGeneratedColumn, UpdateDateColumn } from 'typeorm';
import { BrokenRule } from '../broken-rule';
import { isValidTaxNumber, normalTaxNumber } from '../identifiers/tax-number';
import type { DepartmentInput } from './department.input';

const MARK = /^[A-Z0-9]{1,8}$/;
const COUNTRY = /^[A-Z]{2}$/;

/** A part of the firm that both sides know (R69): the seller of its documents. */
@Entity('departments')
export class Department {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: number;

  @Column('text')
  name: string;

  /** Capitals and digits in the numbers of its own series (R96); no two departments share one. */
  @Column('text', { nullable: true })
  mark: string | null;

  /** The account's first department (R112): there is always exactly one. */
  @Column('boolean', { default: false })
  main: boolean;

  @Column('text', { name: 'seller_name' })
  sellerName: string;

  /** The country that gave the tax number, ISO 3166. */
  @Column('char', { name: 'tax_country', length: 2 })
  taxCountry: string;

  /** Normal, without spaces, dashes and prefix (R9). */
  @Column('text', { name: 'tax_no', nullable: true })
  taxNo: string | null;

  @Column('text', { nullable: true })
  street: string | null;

  @Column('text', { name: 'post_code', nullable: true })
  postCode: string | null;

  @Column('text', { nullable: true })
  city: string | null;

  /** ISO 3166. */
  @Column('char', { length: 2 })
  country: string;

  @Column('text', { nullable: true })
  email: string | null;

  @Column('text', { nullable: true })
  phone: string | null;

  @Column('text', { nullable: true })
  www: string | null;

  @Column('timestamptz', { name: 'archived_at', nullable: true })
  archivedAt: Date | null;

  /** Counted by hand: a changed bank account is a new version of its department too (R117). */
  @Column('integer')
  version: number;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;

  /**
   * Takes what was typed in the form.
   * @throws BrokenRule at the field whose mark, country or tax number cannot be right
   */
  describe({ opened: _, bankAccounts: __, ...typed }: DepartmentInput) {
    Object.assign(this, typed);
    this.mark = typed.mark?.toUpperCase() ?? null;
    if (this.mark && !MARK.test(this.mark)) throw new BrokenRule('department_mark', {}, 'mark');
    this.country = countryOf(typed.country, 'country');
    this.taxCountry = countryOf(typed.taxCountry, 'taxCountry');
    this.taxNo = typed.taxNo && normalTaxNumber(typed.taxNo, this.taxCountry);
    if (this.taxNo && !isValidTaxNumber(this.taxCountry, this.taxNo)) throw new BrokenRule('department_tax_no', {}, 'taxNo');
    this.version = (this.version ?? 0) + 1;
  }

  /** Takes the place of the main department before. @throws BrokenRule for an archived one */
  promote(before: Department) {
    if (this.archivedAt) throw new BrokenRule('department_archived', { name: this.name });
    Object.assign(before, { main: false, version: before.version + 1 });
    Object.assign(this, { main: true, version: this.version + 1 });
  }

  /** Only hides it from new records: whatever names it keeps showing it. @throws BrokenRule for the main one */
  archive() {
    if (this.main) throw new BrokenRule('department_main', { name: this.name });
    this.archivedAt = new Date();
    this.version += 1;
  }

  unarchive() {
    this.archivedAt = null;
    this.version += 1;
  }
}

function countryOf(typed: string | null, field: string) {
  const country = typed?.toUpperCase() ?? 'PL';
  if (!COUNTRY.test(country)) throw new BrokenRule('department_country', {}, field);
  return country;
}
