import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { BrokenRule } from '../broken-rule';
import { isValidIban, normalBankAccount, normalIdentifier } from '../identifiers/identifiers';
import type { BankAccountInput } from './bank-account.input';

const SWIFT = /^[A-Z0-9]{8}([A-Z0-9]{3})?$/;

/** An account that a department is paid to; documents copy its bank and number. */
@Entity('bank_accounts')
export class BankAccount {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: number;

  @Column('bigint', { name: 'department_id' })
  departmentId: number;

  @Column('text')
  name: string;

  @Column('text', { nullable: true })
  bank: string | null;

  /** An IBAN, without spaces. */
  @Column('text')
  number: string;

  @Column('text', { nullable: true })
  swift: string | null;

  /** ISO 4217. */
  @Column('char', { length: 3 })
  currency: string;

  @Column('timestamptz', { name: 'removed_at', nullable: true })
  removedAt: Date | null;

  /**
   * Takes what was typed into one row of the department's form; an account without a name is called by its currency.
   * @param row name of the row in the form, 'bankAccounts.0'
   * @throws BrokenRule at the row's field when number or SWIFT cannot be right
   */
  describe({ name, bank, number, swift, currency }: BankAccountInput, row: string) {
    this.number = normalBankAccount(number ?? '');
    if (!isValidIban(this.number)) throw new BrokenRule('bank_account_number', {}, `${row}.number`);
    this.swift = swift && normalIdentifier(swift);
    if (this.swift && !SWIFT.test(this.swift)) throw new BrokenRule('bank_account_swift', {}, `${row}.swift`);
    this.bank = bank;
    this.currency = currency ?? 'PLN';
    this.name = name ?? this.currency;
  }

  /** New documents no longer offer it; what was issued keeps its copy. */
  remove() {
    this.removedAt = new Date();
  }
}
