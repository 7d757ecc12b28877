import { Email, LongText, Nested, Text } from '../web/input';
import { BankAccountInput } from './bank-account.input';

const MOST_BANK_ACCOUNTS = 50;

/** The department's form: its name and mark, the seller's data that documents copy, bank accounts. */
export class DepartmentInput {
  /** How the department stood when its form was opened; null for a new one (R117). */
  @LongText({ max: 200_000 }) opened: string | null = null;
  @Text({ max: 200, required: true }) name: string;
  /** Stands in the numbers of the department's own series (R96). */
  @Text({ max: 8 }) mark: string | null = null;
  @Text({ max: 512, required: true }) sellerName: string;
  @Text({ max: 2 }) taxCountry: string | null = null;
  @Text({ max: 40 }) taxNo: string | null = null;
  @Text({ max: 512 }) street: string | null = null;
  @Text({ max: 20 }) postCode: string | null = null;
  @Text() city: string | null = null;
  @Text({ max: 2 }) country: string | null = null;
  @Email() email: string | null = null;
  @Text({ max: 50 }) phone: string | null = null;
  @Text() www: string | null = null;
  @Nested(() => BankAccountInput, { max: MOST_BANK_ACCOUNTS }) bankAccounts: BankAccountInput[] = [];
}
