import { addDays, today } from '../src/clock';
import { withClient } from '../src/database/connection';
import { isValidIban } from '../src/identifiers/identifiers';
import { isValidTaxNumber } from '../src/identifiers/tax-number';
import { LANGUAGES, type Language } from '../src/web/translations';
import { openApp, type TestApp, type TestBrowser } from './app';

const FIRM = { company: 'Ogrody Zielińska', name: 'Anna Zielińska', email: 'anna@ogrody.example', password: 'tajne-haslo-1' };

let test: TestApp;
const browsers = {} as Record<Language, TestBrowser>;
const accounts = {} as Record<Language, number>;

/** One account with an example in each language. */
beforeAll(async () => {
  test = await openApp();
  for (const language of LANGUAGES) {
    const browser = (browsers[language] = test.browser());
    const form = { ...FIRM, login: `anna.${language}`, exampleData: 'on' };
    const answer = await browser.post('/sign-up', form, { 'accept-language': language });
    if (answer.status !== 303) throw new Error(`Sign-up answered ${answer.status}: ${answer.text}`);
  }
  for (const { id, language } of await rows<{ id: number; language: Language }>('select id, language from accounts'))
    accounts[language] = id;
}, 60_000);

afterAll(() => test.close());

const rows = <Row>(sql: string, values: unknown[] = []) =>
  withClient(test.database.ownerOptions, async (client) => (await client.query(sql, values)).rows as Row[]);
/** Values of the one column that is asked for, of the Polish account ($1). */
const values = async (sql: string) => (await rows<object>(sql, [accounts.pl])).map((row) => Object.values(row)[0]);

describe('an account that begins with example data', () => {
  it.each([
    ['departments', 2],
    ['users', 5],
    ['clients', 40],
    ['contacts', 36],
    ['deal_lines', 32],
    ['invoices', 86],
    ['bank_accounts', 3],
    ['products', 24],
    ['categories', 2],
    ['price_lists', 1],
  ])('has so many %s: %d', async (table, count) => {
    const counts = await rows(`select account_id, count(*)::int from ${table} group by account_id order by account_id`);
    expect(counts).toEqual([accounts.pl, accounts.en].map((account) => ({ account_id: account, count })));
  });

  it('has 60 deals of its own in every stage, the lost ones with their reasons (R89)', async () => {
    const stages = await rows(
      `select s.outcome, count(*)::int, count(d.lost_reason)::int reasons from stages s left join deals d
        on d.account_id = s.account_id and d.stage_id = s.id and d.born_of_invoice_id is null
        where s.account_id = $1 group by s.position, s.outcome order by s.position`,
      [accounts.pl],
    );
    expect(stages).toEqual([
      { outcome: 'open', count: 12, reasons: 0 },
      { outcome: 'open', count: 10, reasons: 0 },
      { outcome: 'open', count: 11, reasons: 0 },
      { outcome: 'won', count: 20, reasons: 0 },
      { outcome: 'lost', count: 7, reasons: 7 },
    ]);
  });

  it('has documents of every kind and in every state, from deals and outside, in zlotys and euros (R94, R125)', async () => {
    const kinds = await values('select distinct kind from invoices where account_id = $1 order by 1');
    expect(kinds).toEqual(['advance', 'bill', 'correction', 'estimate', 'final', 'proforma', 'receipt', 'vat', 'vat_margin']);
    const states = await rows(
      `select count(*) filter (where issued_at is null)::int drafts, count(cancel_reason)::int cancelled, count(delete_reason)::int deleted,
         count(*) filter (where currency = 'EUR')::int euros from invoices where account_id = $1`,
      [accounts.pl],
    );
    expect(states).toEqual([{ drafts: 4, cancelled: 3, deleted: 1, euros: 4 }]);
  });

  it('has a document that is repeated each month (R102)', async () => {
    const repeated = await rows('select unit, every, working_days "workingDays" from recurrings where account_id = $1', [
      accounts.pl,
    ]);
    expect(repeated).toEqual([{ unit: 'month', every: 1, workingDays: true }]);
  });

  it('has documents that are paid, paid in part, and overdue (R95)', async () => {
    const [counts] = await rows(
      `select count(*) filter (where paid = to_pay) > 40 "manyPaid", count(*) filter (where paid <> 0 and paid <> to_pay)::int partly,
         count(*) filter (where paid <> to_pay and due_on < $2 and kind <> 'estimate')::int > 4 "someOverdue"
       from invoices where account_id = $1 and issued_at is not null and cancelled_at is null and deleted_at is null`,
      [accounts.pl, today('Europe/Warsaw')],
    );
    expect(counts).toEqual({ manyPaid: true, partly: 3, someOverdue: true });
  });

  it('has documents of the last ninety days only, up to today (R130)', async () => {
    const [{ first, last }] = await rows<{ first: string; last: string }>(
      'select min(issue_on)::text first, max(issue_on)::text last from invoices',
    );
    const now = today('Europe/Warsaw');
    expect([first, last]).toEqual([addDays(now, -89), now]);
  });

  it('has tax numbers and bank accounts whose check digits are right', async () => {
    const numbers = await rows<{ country: string; number: string }>(
      `select tax_country country, tax_no "number" from clients where tax_no is not null
        union all select tax_country, tax_no from departments`,
    );
    expect(numbers).toHaveLength(2 * (36 + 2));
    expect(numbers.filter(({ country, number }) => !isValidTaxNumber(country, number))).toEqual([]);
    expect(
      (await values('select "number" from bank_accounts where account_id = $1')).filter((iban) => !isValidIban(iban)),
    ).toEqual([]);
  });

  it('has deals with lines whose value is the sum of them, and documents that say the same (R22, R123)', async () => {
    const sums = await rows<{ agreed: string; lines: string; counted: string | null }>(
      `select d.agreed_gross::text agreed, sum(l.quantity * l.gross_price)::numeric(15, 2)::text lines, d.counted_gross::text counted
        from deals d join deal_lines l on l.account_id = d.account_id and l.deal_id = d.id where d.account_id = $1 group by d.account_id, d.id`,
      [accounts.pl],
    );
    expect(sums.filter(({ agreed, lines, counted }) => agreed !== lines || (counted ?? agreed) !== agreed)).toEqual([]);
  });

  it('numbers its documents without a gap, in the order of their days (R96, R120)', async () => {
    const given = await rows<{ series: string; counter: number }>(
      `select regexp_replace(number, '[0-9]+', '#') series, substring(number, '[0-9]+')::int counter from invoices
        where account_id = $1 and number is not null order by issue_on, id`,
      [accounts.pl],
    );
    expect(given).toHaveLength(82);
    for (const { series } of given) {
      const counters = given.filter((other) => other.series === series).map(({ counter }) => counter);
      expect([series, counters]).toEqual([series, counters.map((_, place) => place + 1)]);
    }
  });

  it('has a deal for every accepted document outside deals, and none for others (R33, R40)', async () => {
    const [counted] = await rows(
      `select count(*) filter (where d.id is null)::int lacking, count(d.id)::int born
        from invoices i join integration_settings s on s.account_id = i.account_id and i.kind = any (s.accepted_kinds)
        left join deals d on d.account_id = i.account_id and d.born_of_invoice_id = i.id
        where i.account_id = $1 and i.issued_at is not null and i.kind <> 'final' -- belongs to the deal of its advance
          and not exists (select from invoice_lines l where l.account_id = i.account_id and l.invoice_id = i.id and l.deal_id is not null)`,
      [accounts.pl],
    );
    expect(counted).toEqual({ lacking: 0, born: 40 });
    const [{ all }] = await rows<{ all: number }>('select count(*)::int "all" from deals where account_id = $1', [accounts.pl]);
    expect(all).toBe(60 + 40);
  });

  it('has people of every access, whose passwords nobody knows (R72, R75)', async () => {
    const access = await rows(
      `select u.name, string_agg(concat_ws(' ', m.side, m.role, m.level), ', ' order by m.side) "may" from users u
        join memberships m on m.account_id = u.account_id and m.user_id = u.id where u.account_id = $1 group by u.id, u.name order by u.id`,
      [accounts.pl],
    );
    expect(access).toEqual([
      { name: 'Anna Zielińska', may: 'crm owner all, invoicing owner all' },
      { name: 'Magda Wrona', may: 'crm administrator all, invoicing user all' },
      { name: 'Tomasz Lis', may: 'crm user own, invoicing user own' },
      { name: 'Ewa Sowa', may: 'crm user departments, invoicing user departments' },
      { name: 'Barbara Gil', may: 'invoicing accountant all' },
    ]);
  });

  it('remembers who did what (R119)', async () => {
    const nobody = await values('select distinct record_table from history where account_id = $1 and user_id is null');
    expect(nobody).not.toEqual(expect.arrayContaining(['clients']));
    expect(nobody).not.toEqual(expect.arrayContaining(['invoices']));
    const issuers = await values(
      'select u.name from invoices i join users u on u.account_id = i.account_id and u.id = i.issued_by where i.account_id = $1 group by u.name order by u.name',
    );
    expect(issuers).toEqual(['Anna Zielińska', 'Barbara Gil', 'Ewa Sowa', 'Magda Wrona', 'Tomasz Lis']);
  });

  it('says where its colleagues get passwords', async () => {
    expect((await browsers.pl.visit('/crm/deals')).text).toContain('ustawisz w Ustawieniach');
  });

  it('speaks the language of who signed up (R115)', async () => {
    const names = await rows<{ account_id: number; name: string }>(
      `select account_id, name from deals where name like '%Pod Lipą' order by account_id`,
    );
    expect(names.map(({ name }) => name)).toEqual(['Taras drewniany – Pod Lipą', 'Wooden terrace – Pod Lipą']);
  });

  it('shows nothing of another account with the same example (R112, R114)', async () => {
    const [foreign] = await rows<{ id: number }>('select min(id) id from deals where account_id = $1', [accounts.en]);
    expect((await browsers.en.visit(`/crm/deals/${foreign.id}`)).status).toBe(200);
    expect((await browsers.pl.visit(`/crm/deals/${foreign.id}`)).status).toBe(404);
  });

  it.each([
    '/crm/deals',
    '/crm/deals/board',
    '/invoicing/invoices',
    '/settings/people',
    '/settings/departments',
  ])('opens %s', async (path) => {
    expect((await browsers.pl.visit(path)).status).toBe(200);
  });
});

describe('an account that begins empty', () => {
  it('is what who does not tick gets', async () => {
    const page = await test.browser().visit('/sign-up');
    expect(page.text).toMatch(/name="exampleData"(?! checked)/);
    const browser = await test.signedUp({ login: 'pusta' });
    expect((await browser.visit('/crm/deals')).text).not.toContain('Pod Lipą');
  });

  it('is not made at all when the example cannot be (R118)', async () => {
    const browser = test.browser();
    const form = { ...FIRM, login: 'ewa.sowa', exampleData: 'on' };
    const answer = await browser.post('/sign-up', form);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('name="exampleData" checked');
    expect(await rows(`select from users where login = 'ewa.sowa' and email = $1`, [FIRM.email])).toEqual([]);
  });
});
