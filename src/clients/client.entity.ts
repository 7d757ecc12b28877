import { Column, Entity, PrimaryGeneratedColumn, UpdateDateColumn, VersionColumn } from 'typeorm';
import type { Person } from '../accounts/person';
import { BrokenRule } from '../broken-rule';
import { isValidIban, isValidPesel, isValidRegon, normalBankAccount, normalIdentifier } from '../identifiers/identifiers';
import { isValidTaxNumber, normalTaxNumber, taxKey } from '../identifiers/tax-number';
import type { Decimal } from '../money/decimal';
import { Amount } from '../money/money-column';
import type { Own } from '../own-fields/own-values';
import type { TypedClient } from './client.input';

/** A firm or a person that both sides know: one card for CRM and Invoicing (R1, R12). */
@Entity('clients')
export class Client {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: number;

  @Column('text')
  name: string;

  @Column('text', { name: 'short_name', nullable: true })
  shortName: string | null;

  /** Whether it is a company; otherwise a private person. */
  @Column('boolean')
  company: boolean;

  @Column('text', { name: 'first_name', nullable: true })
  firstName: string | null;

  @Column('text', { name: 'last_name', nullable: true })
  lastName: string | null;

  /** The country that gave the tax number, ISO 3166. */
  @Column('char', { name: 'tax_country', length: 2 })
  taxCountry: string;

  /** Normal, without spaces, dashes and prefix (R9). */
  @Column('text', { name: 'tax_no', nullable: true })
  taxNo: string | null;

  /** What matching compares, 'PL:5261040828'. */
  @Column('text', { name: 'tax_key', nullable: true })
  taxKey: string | null;

  @Column('text', { nullable: true })
  regon: string | null;

  @Column('text', { nullable: true })
  pesel: string | null;

  @Column('text', { nullable: true })
  street: string | null;

  @Column('text', { name: 'post_code', nullable: true })
  postCode: string | null;

  @Column('text', { nullable: true })
  city: string | null;

  @Column('char', { length: 2 })
  country: string;

  @Column('text', { name: 'delivery_address', nullable: true })
  deliveryAddress: string | null;

  @Column('text', { nullable: true })
  email: string | null;

  @Column('text', { nullable: true })
  phone: string | null;

  @Column('text', { name: 'mobile_phone', nullable: true })
  mobilePhone: string | null;

  @Column('text', { nullable: true })
  www: string | null;

  @Column('text', { name: 'bank_account', nullable: true })
  bankAccount: string | null;

  /** Days from issue to the due date, proposed on new documents. */
  @Column('integer', { name: 'payment_days', nullable: true })
  paymentDays: number | null;

  /** Per cent, proposed on new documents. */
  @Amount({ nullable: true })
  discount: Decimal | null;

  @Column('text', { nullable: true })
  description: string | null;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('text', { nullable: true })
  category: string | null;

  @Column('text', { array: true })
  tags: string[];

  @Column('bigint', { name: 'department_id', nullable: true })
  departmentId: number | null;

  @Column('bigint', { name: 'responsible_id', nullable: true })
  responsibleId: number | null;

  /** Who is the buyer when this client is the recipient (R15, R25). */
  @Column('bigint', { name: 'payer_id', nullable: true })
  payerId: number | null;

  @Column('text', { name: 'external_id', nullable: true })
  externalId: string | null;

  @Column('timestamptz', { name: 'deleted_at', nullable: true })
  deletedAt: Date | null;

  @Column('bigint', { name: 'deleted_by', nullable: true })
  deletedBy: number | null;

  /** The card that took over everything this one had (R127). */
  @Column('bigint', { name: 'merged_into_id', nullable: true })
  mergedIntoId: number | null;

  /** Values of fields that the firm added, by key, but for restricted ones (R13, R16). */
  @Column('jsonb')
  own: Own;

  @VersionColumn()
  version: number;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;

  /**
   * Takes what was typed on the card; identifiers are kept in their normal notation.
   * @throws BrokenRule at the field whose identifier or country cannot be right (R12)
   */
  describe(input: TypedClient, payerId: number | null) {
    if (payerId !== null && payerId === this.id) throw new BrokenRule('client_pays_itself', {}, 'payer');
    const { payer: _, own: __, tags, ...typed } = input;
    Object.assign(this, typed, {
      country: countryOf(input.country, 'country') ?? 'PL',
      taxCountry: countryOf(input.taxCountry, 'taxCountry') ?? countryOf(input.country, 'country') ?? 'PL',
      regon: checked(input.regon, normalIdentifier, isValidRegon, 'regon'),
      pesel: checked(input.pesel, normalIdentifier, isValidPesel, 'pesel'),
      bankAccount: checked(input.bankAccount, normalBankAccount, isValidIban, 'bankAccount'),
      tags: (tags ?? '').split(',').flatMap((tag) => tag.trim() || []),
      payerId,
    });
    const country = this.taxCountry;
    this.giveTaxNumber(
      checked(
        input.taxNo,
        (typed) => normalTaxNumber(typed, country),
        (number) => taxKey(number, country) !== null && isValidTaxNumber(country, number),
        'taxNo',
      ),
    );
  }

  /** Keeps a tax number together with the key it is found by. */
  giveTaxNumber(taxNo: string | null) {
    this.taxKey = taxNo && taxKey(taxNo, this.taxCountry);
    this.taxNo = this.taxKey && taxNo;
  }

  /** Whether this person may delete and restore it: owner or administrator of a side, accountant, or who is responsible for it (R75). */
  isInHandsOf(person: Person) {
    return person.administrator || person.invoicing?.role === 'accountant' || this.responsibleId === person.user;
  }

  /**
   * Only hides the card: whatever names it keeps showing it (R7, R127).
   * @param inDrafts whether a document that is not issued names it
   * @throws BrokenRule why not
   */
  delete(person: Person, inDrafts: boolean) {
    const reason = this.whyNotDelete(person, inDrafts);
    if (reason) throw reason;
    this.deletedAt = new Date();
    this.deletedBy = person.user;
  }

  /** Why this person cannot delete it now; undefined when they can. */
  whyNotDelete(person: Person, inDrafts: boolean): BrokenRule | undefined {
    if (this.deletedAt) return new BrokenRule('client_deleted', { name: this.name });
    if (!this.isInHandsOf(person)) return new BrokenRule('client_delete_not_yours');
    if (inDrafts) return new BrokenRule('client_in_drafts', { name: this.name });
  }

  /** @throws BrokenRule why not */
  restore(person: Person) {
    const reason = this.whyNotRestore(person);
    if (reason) throw reason;
    this.deletedAt = null;
    this.deletedBy = null;
  }

  /** Why this person cannot restore it, or merge it into another card; undefined when they can. */
  whyNotRestore(person: Person): BrokenRule | undefined {
    if (this.mergedIntoId) return new BrokenRule('client_merged', { name: this.name });
    if (!this.isInHandsOf(person)) return new BrokenRule('client_restore_not_yours');
  }
}

function countryOf(typed: string | null, field: string) {
  const country = typed?.toUpperCase() ?? null;
  if (country !== null && !/^[A-Z]{2}$/.test(country)) throw new BrokenRule('country_code', {}, field);
  return country;
}

function checked(typed: string | null, normal: (typed: string) => string, isValid: (text: string) => boolean, field: string) {
  if (typed === null) return null;
  const text = normal(typed);
  if (!isValid(text)) throw new BrokenRule(`client_${field}`, {}, field);
  return text;
}
