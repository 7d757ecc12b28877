import { Person, type SessionRow } from '../../../src/accounts/person';
import { addDays, today } from '../../../src/clock';
import { withClient } from '../../../src/database/connection';
import { Database } from '../../../src/database/database';
import { InvoiceInput, InvoiceLineInput } from '../../../src/invoicing/invoices/invoice.input';
import { InvoicesService } from '../../../src/invoicing/invoices/invoices.service';
import { Decimal } from '../../../src/money/decimal';
import { openApp, type TestApp } from '../../app';

export const TODAY = today('Europe/Warsaw');
export const YESTERDAY = addDays(TODAY, -1);

/** The room of Invoicing in a fresh account, and Anna, its owner, who works in it. */
export class Room {
  private constructor(
    readonly test: TestApp,
    readonly anna: Person,
    readonly department: number,
  ) {}

  static async open(): Promise<Room> {
    const test = await openApp();
    await test.signedUp();
    const [row] = await rowsOf<SessionRow & { department: number }>(
      test,
      `select a.id::int as account_id, a.name as account_name, a.time_zone, a.currency::text, u.id::int as user_id, u.name, 'pl' as language,
          'auto' as theme, 'owner' as crm_role, 'all' as crm_level, 'owner' as invoicing_role, 'all' as invoicing_level,
          '{}' as departments, false as integration, d.id::int as department
        from accounts a join users u on u.account_id = a.id join departments d on d.account_id = a.id`,
    );
    return new Room(test, new Person(row), row.department);
  }

  /** What Anna does with documents, in a transaction of its own. */
  does<T>(work: (invoices: InvoicesService) => Promise<T>): Promise<T> {
    const { app } = this.test;
    return this.anna.during(() => app.get(Database).run(this.anna.who, () => work(app.get(InvoicesService, { strict: false }))));
  }

  /** Anna's browser. */
  async signedIn() {
    const browser = this.test.browser();
    const [{ login }] = await this.rows<{ login: string }>('select login from users order by id limit 1');
    await browser.post('/sign-in', { login, password: 'tajne-haslo-1' });
    return browser;
  }

  find(id: number) {
    return this.does((invoices) => invoices.find(id));
  }

  /** A complete form; changes name what differs from the usual one. */
  input(changes: Partial<InvoiceInput> = {}): InvoiceInput {
    return Object.assign(new InvoiceInput(), {
      kind: 'vat',
      departmentId: this.department,
      issueOn: TODAY,
      paymentMethod: 'transfer',
      currency: 'PLN',
      method: 'gross_sum',
      discountKind: 'percent_total',
      buyerName: 'Kawiarnia Pod Lipą',
      lines: [line({})],
      ...changes,
    });
  }

  /** The form as a browser posts it. */
  form(changes: object = {}) {
    const lines = [
      { name: 'Projekt ogrodu', quantity: '1', price: '1 230,00', rate: '23' },
      { name: '', quantity: '1', price: '', rate: '23' },
    ];
    return { ...this.input(), lines, version: '', requestKey: '', ...changes };
  }

  /** As the database's owner, past the policies. */
  rows<Row>(sql: string): Promise<Row[]> {
    return rowsOf<Row>(this.test, sql);
  }
}

async function rowsOf<Row>(test: TestApp, sql: string): Promise<Row[]> {
  return withClient(test.database.ownerOptions, async (client) => (await client.query(sql)).rows as Row[]);
}

/** A line of a document: one piece of garden design for 1230.00 unless changes say otherwise. */
export function line(changes: Partial<InvoiceLineInput>): InvoiceLineInput {
  const usual = { name: 'Projekt ogrodu', quantity: new Decimal(1), price: new Decimal(1230), rate: '23' };
  return Object.assign(new InvoiceLineInput(), usual, changes);
}
