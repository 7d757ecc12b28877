import { CURRENCIES } from '../money/currencies';
import { Flag, Id, OneOf, Text } from '../web/input';

/** One bank account among the rows of the department's form. */
export class BankAccountInput {
  /** Empty for a new account. */
  @Id() id: number | null = null;
  @Text({ max: 100 }) name: string | null = null;
  @Text({ max: 200 }) bank: string | null = null;
  @Text({ max: 50 }) number: string | null = null;
  @Text({ max: 20 }) swift: string | null = null;
  @OneOf(CURRENCIES) currency: string | null = null;
  @Flag() removed = false;

  /** A spare row that nobody filled; its currency is chosen from the start. */
  get unused() {
    return !this.id && !this.name && !this.bank && !this.number && !this.swift;
  }
}
