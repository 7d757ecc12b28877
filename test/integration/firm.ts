import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { Type } from '@nestjs/common';
import { Person, type SessionRow } from '../../src/accounts/person';
import { ClientInput } from '../../src/clients/client.input';
import { ClientsService } from '../../src/clients/clients.service';
import { today } from '../../src/clock';
import { DealInput } from '../../src/crm/deals/deal.input';
import { DealsService } from '../../src/crm/deals/deals.service';
import { withClient } from '../../src/database/connection';
import { Database } from '../../src/database/database';
import { InvoiceInput, InvoiceLineInput } from '../../src/invoicing/invoices/invoice.input';
import { InvoicesService } from '../../src/invoicing/invoices/invoices.service';
import { Decimal } from '../../src/money/decimal';
import type { Settings } from '../../src/settings';
import { openApp, type TestApp, TestBrowser } from '../app';

export const TODAY = today('Europe/Warsaw');
const PASSWORD = 'tajne-haslo-1';

/** What a deal shows, and what is its own. */
export interface DealRow {
  id: number;
  name: string;
  agreed: string;
  shownName: string | null;
  counted: string | null;
  currency: string;
  client: number | null;
  department: number | null;
  responsible: number | null;
  stage: string;
  born: number | null;
}

/** A firm with both sides in use, and Anna, its owner. */
export class Firm {
  private constructor(
    readonly test: TestApp,
    readonly anna: Person,
    readonly browser: TestBrowser,
    readonly department: number,
  ) {}

  static async open(given: Partial<Settings> = {}): Promise<Firm> {
    const test = await openApp(given);
    const browser = await test.signedUp({ login: 'anna', password: PASSWORD });
    const [row] = await rowsOf<SessionRow & { department: number }>(
      test,
      `select a.id::int as account_id, a.name as account_name, a.time_zone, a.currency::text, u.id::int as user_id, u.name, 'pl' as language,
          'auto' as theme, 'owner' as crm_role, 'all' as crm_level, 'owner' as invoicing_role, 'all' as invoicing_level,
          '{}' as departments, true as integration, 0 as unread, d.id::int as department
        from accounts a join users u on u.account_id = a.id join departments d on d.account_id = a.id`,
    );
    return new Firm(test, new Person(row), browser, row.department);
  }

  close() {
    return this.test.close();
  }

  /** What Anna does with a service, in a transaction of its own. */
  does<Service, T>(service: Type<Service>, work: (service: Service) => Promise<T>): Promise<T> {
    const { app } = this.test;
    return this.anna.during(() => app.get(Database).run(this.anna.who, () => work(app.get(service, { strict: false }))));
  }

  async client(name: string, changes: Partial<ClientInput> = {}): Promise<number> {
    const input = Object.assign(new ClientInput(), { name, ...changes });
    return (await this.does(ClientsService, (clients) => clients.create(input))).id;
  }

  /** A deal of 1230 gross unless changes say otherwise. */
  async deal(name: string, changes: Partial<DealInput> = {}): Promise<number> {
    const usual = { name, agreedGross: new Decimal(1230), currency: 'PLN', vatRate: '23', lines: [] };
    const input = Object.assign(new DealInput(), usual, changes);
    return (await this.does(DealsService, (deals) => deals.create(input))).id;
  }

  /** A complete form of a document; changes name what differs from one for 1230 gross. */
  input(changes: Partial<InvoiceInput> = {}): InvoiceInput {
    return Object.assign(new InvoiceInput(), {
      kind: 'vat',
      departmentId: this.department,
      issueOn: TODAY,
      paymentMethod: 'transfer',
      currency: 'PLN',
      exchangeRate: (changes.currency ?? 'PLN') === 'PLN' ? null : new Decimal('4.25'), // NBP is not asked
      method: 'gross_sum',
      discountKind: 'percent_total',
      buyerName: changes.clientId ? null : 'Kawiarnia Pod Lipą',
      requestKey: randomUUID(),
      lines: [line('Projekt ogrodu', 1230)],
      ...changes,
    });
  }

  draft(changes: Partial<InvoiceInput> = {}): Promise<number> {
    return this.does(InvoicesService, (invoices) => invoices.draft(this.input(changes)));
  }

  issue(changes: Partial<InvoiceInput> = {}): Promise<number> {
    return this.does(InvoicesService, (invoices) => invoices.createAndIssue(this.input(changes)));
  }

  /** Edits a document to say what these changes say, and else what a usual form says. */
  edit(id: number, changes: Partial<InvoiceInput>): Promise<void> {
    return this.does(InvoicesService, (invoices) => invoices.update(id, this.input({ version: null, ...changes })));
  }

  /** As the database's owner, past the policies. */
  rows<Row>(sql: string): Promise<Row[]> {
    return rowsOf<Row>(this.test, sql);
  }

  deals(where = 'true'): Promise<DealRow[]> {
    return this.rows(
      `select d.id::int id, d.name, d.agreed_gross::text agreed, d.mirrored_name "shownName", d.counted_gross::text counted,
         trim(coalesce(d.mirrored_currency, d.currency)) currency, d.client_id::int client, d.department_id::int department,
         d.responsible_id::int responsible, s.outcome stage, d.born_of_invoice_id::int born
       from deals d join stages s on s.account_id = d.account_id and s.id = d.stage_id where ${where} order by d.id`,
    );
  }

  async dealOf(id: number): Promise<DealRow> {
    return (await this.deals(`d.id = ${id}`))[0];
  }

  /** Somebody who joins with this access (fields of the people's form), signed in. */
  async colleague(login: string, access: object): Promise<TestBrowser> {
    const typed = { name: `${login} z biura`, login, email: `${login}@ogrody.example`, password: PASSWORD, ...access };
    await this.browser.post('/settings/people', typed);
    const browser = this.test.browser();
    const { status } = await browser.post('/sign-in', { login, password: PASSWORD });
    if (status !== 303) throw new Error(`${login} cannot sign in`);
    return browser;
  }
}

/** 'done', or the key of the rule that said no. */
export const keyOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error) => error.key,
  );

/** A page's text as a browser reads it. */
export function decoded(text: string) {
  const signs: Record<string, string> = { '&quot;': '"', '&#x27;': "'", '&#x3D;': '=', '&lt;': '<', '&gt;': '>', '&amp;': '&' };
  return text.replace(/&(quot|#x27|#x3D|lt|gt|amp);/g, (sign) => signs[sign]);
}

/** The fields of a shown form as a browser would send them, issuing. */
export function fieldsOf(text: string): Record<string, unknown> {
  const fields: Record<string, string> = {};
  const body = text.slice(text.indexOf('<main'), text.indexOf('</main>')).replace(/<template[\s\S]*?<\/template>/g, '');
  for (const [, attributes] of body.matchAll(/<input([^>]*)>/g)) {
    const name = /name="([^"]*)"/.exec(attributes)?.[1];
    if (!name || (/type="(checkbox|radio)"/.test(attributes) && !/checked/.test(attributes))) continue;
    fields[name] = decoded(/value="([^"]*)"/.exec(attributes)?.[1] ?? '');
  }
  for (const [, name, options] of body.matchAll(/<select[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g)) {
    fields[name] = /value="([^"]*)" ?[^>]*selected/.exec(options)?.[1] ?? /value="([^"]*)"/.exec(options)?.[1] ?? '';
  }
  for (const [, name, content] of body.matchAll(/<textarea[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/textarea>/g))
    fields[name] = decoded(content);
  return { ...fields, next: 'issue' };
}

/** A line at 23 % unless changes say otherwise; price in the document's own way (gross for the usual form). */
export function line(name: string, price: number, changes: Partial<InvoiceLineInput> = {}): InvoiceLineInput {
  return Object.assign(new InvoiceLineInput(), {
    name,
    quantity: new Decimal(1),
    price: new Decimal(price),
    rate: '23',
    ...changes,
  });
}

async function rowsOf<Row>(test: TestApp, sql: string): Promise<Row[]> {
  return withClient(test.database.ownerOptions, async (client) => (await client.query(sql)).rows as Row[]);
}
