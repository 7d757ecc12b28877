import { merged } from '../web/merging';
import type { BankAccount } from './bank-account.entity';
import { BankAccountInput } from './bank-account.input';
import type { Department } from './department.entity';
import { DepartmentInput } from './department.input';

const FIELDS = [
  ...(['name', 'mark', 'sellerName', 'taxCountry', 'taxNo', 'street', 'postCode', 'city', 'country'] as const),
  ...(['email', 'phone', 'www'] as const),
];
const ROW = ['name', 'bank', 'number', 'swift', 'currency'] as const;

/** A department's form as texts: its own fields, and each bank account as one field, empty once it is removed. */
type Form = Record<string, string | null>;

export function formOf(department: Department, accounts: BankAccount[]): Form {
  return { ...fieldsOf(department), ...Object.fromEntries(accounts.map((account) => [keyOf(account.id), rowOf(account)])) };
}

/**
 * What one person typed together with what another saved since the form was opened (R117). An account that both changed is a conflict of its
 * row; one that the other removed and this person changed becomes a new one when it is saved once more.
 * @param accounts all of the department, removed ones too
 */
export function together(department: Department, accounts: BankAccount[], typed: DepartmentInput) {
  const rows = typed.bankAccounts.filter(({ id }) => id);
  const mine: Form = { ...fieldsOf(typed), ...Object.fromEntries(rows.map((row) => [keyOf(row.id!), rowOf(row)])) };
  const current = formOf(department, accounts);
  const { input, conflicts } = merged(mine, typed.opened, current);
  const removed = new Set(accounts.filter(({ removedAt }) => removedAt).map(({ id }) => id));
  const bankAccounts = typed.bankAccounts
    .filter(({ id }) => !id || (input[keyOf(id)] === mine[keyOf(id)] && !(removed.has(id) && mine[keyOf(id)] === null)))
    .map((row) => (removed.has(row.id!) ? Object.assign(new BankAccountInput(), row, { id: null }) : row));
  const own = Object.fromEntries(FIELDS.map((field) => [field, input[field]]));
  const labels = Object.fromEntries(accounts.map(({ id, number }) => [keyOf(id), number]));
  return { input: Object.assign(new DepartmentInput(), typed, own, { bankAccounts }), conflicts, labels };
}

/** Name of a bank account among the form's fields; its row's errors stand there. */
function keyOf(id: number) {
  return `bank_account_${id}`;
}

function fieldsOf(record: Record<(typeof FIELDS)[number], string | null>): Form {
  return Object.fromEntries(FIELDS.map((field) => [field, record[field]]));
}

function rowOf(row: BankAccount | BankAccountInput): string | null {
  const gone = 'removedAt' in row ? row.removedAt : (row as BankAccountInput).removed;
  return gone ? null : ROW.map((field) => row[field] ?? '').join(' · ');
}
