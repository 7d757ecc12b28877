import { today } from '../../src/clock';
import { InvoicesService } from '../../src/invoicing/invoices/invoices.service';
import type { TestBrowser } from '../app';
import { decoded, Firm } from '../integration/firm';

/** What the account keeps: its history, its days, its own documents. */
describe('The account', () => {
  let firm: Firm;
  let anna: TestBrowser;
  beforeAll(async () => {
    firm = await Firm.open();
    anna = firm.browser;
  });
  afterAll(() => firm.close());

  const lastChange = async (table: string, field: string) =>
    (
      await firm.rows<{ changes: Record<string, [unknown, unknown]>; who: string; at: Date }>(
        `select h.changes, u.name who, h.at from history h left join users u on u.account_id = h.account_id and u.id = h.user_id
           where h.record_table = '${table}' and h.action = 'changed' and h.changes ? '${field}' order by h.id desc limit 1`,
      )
    )[0];
  const account = { name: 'Ogrody Zielińska', language: 'pl', timeZone: 'Europe/Warsaw', currency: 'PLN', issuedDeletable: '1' };
  const accountSaved = async (changes: object) => {
    const version = /name="version" value="(\d+)"/.exec((await anna.visit('/settings/account')).text)![1];
    const { status } = await anna.post('/settings/account', { ...account, ...changes, version });
    expect(status).toBe(303);
  };
  const openedAt = async (path: string) =>
    decoded(/name="opened" value="([^"]*)"/.exec((await anna.visit(path)).text)?.[1] ?? '');

  const changes: Record<string, () => Promise<[string, string, unknown, unknown]>> = {
    client: async () => {
      const id = await firm.client('Stara nazwa');
      await anna.post(`/crm/clients/${id}`, {
        name: 'Nowa nazwa',
        company: 'yes',
        country: 'PL',
        opened: await openedAt(`/crm/clients/${id}/edit`),
      });
      return ['clients', 'name', 'Stara nazwa', 'Nowa nazwa'];
    },
    deal: async () => {
      const id = await firm.deal('Stary interes');
      const form = { name: 'Nowy interes', agreedGross: '1230', currency: 'PLN', vatRate: '23' };
      await anna.post(`/crm/deals/${id}`, { ...form, opened: await openedAt(`/crm/deals/${id}/edit`) });
      return ['deals', 'name', 'Stary interes', 'Nowy interes'];
    },
    invoice: async () => {
      const id = await firm.draft();
      await firm.edit(id, { notes: 'Dopisane' });
      return ['invoices', 'notes', null, 'Dopisane'];
    },
    department: async () => {
      const path = `/settings/departments/${firm.department}`;
      const form = { name: 'Biuro', sellerName: 'Ogrody Zielińska', country: 'PL', taxCountry: 'PL' };
      await anna.post(path, { ...form, opened: await openedAt(`${path}/edit`) });
      const [{ changes }] = [await lastChange('departments', 'name')];
      return ['departments', 'name', changes.name?.[0], 'Biuro'];
    },
    user: async () => {
      const ola = { name: 'Ola Stara', login: 'ola', email: 'ola@ogrody.example', crmRole: 'user', crmLevel: 'all' };
      await anna.post('/settings/people', { ...ola, password: 'tajne-haslo-2' });
      const [{ id }] = await firm.rows<{ id: number }>(`select id::int from users where login = 'ola'`);
      await anna.post(`/settings/people/${id}`, {
        ...ola,
        name: 'Ola Nowa',
        opened: await openedAt(`/settings/people/${id}/edit`),
      });
      return ['users', 'name', 'Ola Stara', 'Ola Nowa'];
    },
    'role of a user': async () => {
      const [{ id }] = await firm.rows<{ id: number }>(`select id::int from users where login = 'ola'`);
      const ola = { name: 'Ola Nowa', login: 'ola', email: 'ola@ogrody.example', crmRole: 'user', crmLevel: 'own' };
      await anna.post(`/settings/people/${id}`, { ...ola, opened: await openedAt(`/settings/people/${id}/edit`) });
      return ['memberships', 'level', 'all', 'own'];
    },
    'setting of the account': async () => {
      await accountSaved({ currency: 'EUR' });
      await accountSaved({ currency: 'PLN' });
      return ['accounts', 'currency', 'EUR', 'PLN'];
    },
    'setting of the integration': async () => {
      await anna.post('/settings/integration', { active: '0' });
      await anna.post('/settings/integration', { active: '1' });
      return ['integration_settings', 'active', false, true];
    },
    'setting of CRM': async () => {
      const [{ id }] = await firm.rows<{ id: number }>(`select id::int from stages where position = 1`);
      const form = { name: 'Świeży', colour: '1', position: '1', opened: await openedAt(`/settings/stages/${id}/edit`) };
      await anna.post(`/settings/stages/${id}`, form);
      return ['stages', 'name', 'Nowy', 'Świeży'];
    },
  };

  it.each(Object.keys(changes))('R119: keeps of every change of a %s who made it, when, old and new', async (what) => {
    const started = Date.now();
    const [table, field, before, after] = await changes[what]();
    const entry = await lastChange(table, field);
    expect(entry.changes[field]).toEqual([before, after]);
    expect(entry.who).toBe('Anna Zielińska');
    expect(Math.abs(entry.at.getTime() - started)).toBeLessThan(60_000);
  });

  it('R119: lets the application remove no business record for good, and change no history', async () => {
    const removable = await firm.rows<{ relname: string }>(
      `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
         and has_table_privilege('tandem_app', oid, 'delete') order by relname`,
    );
    // Parts of documents, deals, offers and price lists are replaced as a whole, in an entry of their record's history; kept forms last an hour, posted ones a day.
    expect(removable.map(({ relname }) => relname)).toEqual([
      'deal_lines',
      'invoice_charges',
      'invoice_lines',
      'invoice_taxes',
      'kept_forms',
      'offer_lines',
      'posted_forms',
      'price_list_rows',
      'settled_advances',
    ]);
    const [rights] = await firm.rows(
      `select has_table_privilege('tandem_app', 'history', 'update') or has_table_privilege('tandem_app', 'history', 'insert') as any`,
    );
    expect(rights).toEqual({ any: false });
  });

  it('R130: reckons days in its own time zone, wherever server and database stand', async () => {
    // At any moment these two zones have different days.
    const [early, late] = ['Pacific/Kiritimati', 'Pacific/Niue'];
    await accountSaved({ timeZone: early });
    expect((await anna.visit('/invoicing/invoices/new')).text).toContain(`name="issueOn" type="date" value="${today(early)}"`);
    const typed = { buyerName: 'Wyspa', next: 'issue', lines: [{ name: 'Palma', quantity: '1', price: '10', rate: '23' }] };
    const sent = (day: string) => {
      const { requestKey, kind, departmentId, paymentMethod, currency, method, discountKind } = firm.input();
      return anna.post('/invoicing/invoices', {
        ...{ requestKey, kind, departmentId, paymentMethod, currency, method, discountKind },
        ...typed,
        issueOn: day,
      });
    };
    expect((await sent(today(early))).status).toBe(303);
    await accountSaved({ timeZone: late });
    expect((await anna.visit('/invoicing/invoices/new')).text).toContain(`name="issueOn" type="date" value="${today(late)}"`);
    const refused = await sent(today(early));
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('#f-issueOn');
    await accountSaved({});
  });

  it('R130: dates a void by its own day too', async () => {
    const invoice = await firm.issue();
    const [{ id: deal }] = await firm.deals(`d.born_of_invoice_id = ${invoice}`);
    await firm.does(InvoicesService, (invoices) => invoices.delete(invoice, null));
    for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Niue']) {
      await accountSaved({ timeZone });
      const [year, month, day] = today(timeZone).split('-');
      expect((await anna.visit(`/crm/deals/${deal}`)).text).toMatch(
        new RegExp(`Dokument usunięty: [^,]*, ${day}\\.${month}\\.${year}`),
      );
    }
    await accountSaved({});
  });
});
