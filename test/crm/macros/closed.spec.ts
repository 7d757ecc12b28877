import { Happenings } from '../../../src/crm/macros/happenings.service';
import { MacroInput } from '../../../src/crm/macros/macro.input';
import { Macros } from '../../../src/crm/macros/macros.service';
import { Database } from '../../../src/database/database';
import { Firm } from '../../integration/firm';

describe('what macros tell', () => {
  let firm: Firm;
  beforeAll(async () => {
    firm = await Firm.open();
  });
  afterAll(() => firm.close());

  async function macro(changes: Partial<MacroInput>) {
    const input = Object.assign(new MacroInput(), { name: 'Powiedz', happening: 'deal_made', ...changes });
    return firm.does(Macros, async (macros) => {
      const id = await macros.create(input);
      await macros.switch(id, true);
      return id;
    });
  }

  it('R72, R131: is hidden from those of its readers to whom the deal is closed', async () => {
    const marek = await firm.colleague('marek', { crmRole: 'user', crmLevel: 'own' });
    const ewa = await firm.colleague('ewa', { invoicingRole: 'accountant', invoicingLevel: 'all' });
    const piotr = await firm.colleague('piotr', { crmRole: 'user', crmLevel: 'all' });
    const users = await firm.rows<{ id: number }>(`select id::int from users where login <> 'anna'`);
    const to = Object.fromEntries(users.map(({ id }) => [`to:user:${id}`, 'on']));
    await macro({ actions: [{ name: 'notify', ...to, text: 'Nowy interes: {{deal.name}}' }] });
    await firm.deal('Tajny ogród');
    await firm.test.jobsDone();
    const [seen, own, closed] = [await piotr.visit('/notices'), await marek.visit('/notices'), await ewa.visit('/notices')];
    expect(seen.text).toContain('Nowy interes: Tajny ogród');
    for (const { status, text } of [own, closed]) {
      expect(status).toBe(200);
      expect(text).not.toContain('Tajny ogród');
      expect(text).toContain('Makro „Powiedz” zadziałało');
    }
  });

  it('R131: names no document to an administrator of CRM alone, in the log and in the rehearsal', async () => {
    const celina = await firm.colleague('celina', { crmRole: 'administrator', crmLevel: 'all' });
    const id = await macro({
      happening: 'document_cancelled',
      actions: [{ name: 'notify', 'to:administrators': 'on', text: 'Anulowano' }],
    });
    const invoice = await firm.issue();
    const [{ number }] = await firm.rows<{ number: string }>(`select number from invoices where id = ${invoice}`);
    await firm.does(Happenings, (happenings) =>
      happenings.note('document_cancelled', { invoiceId: invoice }, { key: 'in this test' }),
    );
    await firm.test.jobsDone();
    for (const path of [`/settings/macros/${id}/runs`, `/settings/macros/${id}/rehearsal`, '/settings/macro-runs']) {
      const { status, text } = await celina.visit(path);
      expect(status).toBe(200);
      expect(text).toContain('dokument sprzedaży');
      expect(text).not.toContain(number);
      expect(text).not.toContain('/invoicing');
    }
  });

  it('R131: asks nothing of documents for who does not see all of them', async () => {
    const iga = await firm.colleague('iga', { crmRole: 'administrator', crmLevel: 'all' });
    const asked = {
      ...{ name: 'Duże', happening: 'document_issued', match: 'all', 'actions[0][name]': 'notify', 'actions[0][text]': 'Duża' },
      ...{ 'actions[0][to:administrators]': 'on', 'conditions[0][field]': 'document.gross', 'conditions[0][is]': 'greater' },
      'conditions[0][value]': '1000',
    };
    const { status, text } = await iga.post('/settings/macros', asked);
    expect([status, text]).toEqual([422, expect.stringContaining('jest dla Ciebie zamknięte')]);
    expect((await firm.browser.post('/settings/macros', asked)).status).toBe(303);
  });

  it('R131: tells an administrator of CRM alone in no rehearsal which documents met its conditions', async () => {
    const olga = await firm.colleague('olga', { crmRole: 'administrator', crmLevel: 'all' });
    const conditions = [{ field: 'document.gross', is: 'greater', value: '0' }];
    const actions = [{ name: 'notify', 'to:administrators': 'on', text: 'Duża' }];
    const id = await macro({ happening: 'document_cancelled', conditions, actions });
    const invoice = await firm.issue();
    await firm.does(Happenings, (happenings) => happenings.note('document_cancelled', { invoiceId: invoice }, { key: 'closed' }));
    const rehearsal = `/settings/macros/${id}/rehearsal`;
    expect((await firm.browser.visit(rehearsal)).text).toContain('Zadziałałoby');
    const { text } = await olga.visit(rehearsal);
    expect(text).toContain('są dla Ciebie zamknięte');
    expect(text).not.toMatch(/Zadziałałoby|zadziałałoby|warunki niespełnione/);
  });

  it('R68: leads who works in Invoicing alone to the client’s card there', async () => {
    const lena = await firm.colleague('lena', { invoicingRole: 'accountant', invoicingLevel: 'all' });
    const [{ id }] = await firm.rows<{ id: number }>(`select id::int from users where login = 'lena'`);
    await macro({ happening: 'client_made', actions: [{ name: 'notify', [`to:user:${id}`]: 'on', text: 'Nowy klient' }] });
    await firm.client('Kawiarnia Pod Lipą');
    await firm.test.jobsDone();
    const [notice] = await firm.rows<{ id: number }>(`select id::int from notices where user_id = ${id}`);
    const { location } = await lena.post(`/notices/${notice.id}/reading`);
    expect((await lena.visit(location!)).text).toContain('Kawiarnia Pod Lipą');
  });

  it('R114: has a history that nobody reads who does not see macros, as secrets of receivers stand in it', async () => {
    await macro({ actions: [{ name: 'webhook', url: 'https://ogrody.example/?klucz=tajne' }] });
    const database = firm.test.app.get(Database);
    const { account, user } = firm.anna;
    const read = (who: object) =>
      database.run({ account, user, departments: '{}', readOnly: true, ...who }, () =>
        database.query<{ table: string }[]>(
          `select distinct record_table "table" from history where record_table in ('macros', 'own_fields')`,
        ),
      );
    await firm.rows(`insert into own_fields (account_id, record, key, name, type, position)
      select id, 'deal', 'kolor', 'Kolor', 'text', 1 from accounts`);
    expect(await read({ crm: 'own' })).toEqual([{ table: 'own_fields' }]);
    expect(await read({ invoicing: 'all' })).toEqual([]);
    expect(await read({ crm: 'all' })).toHaveLength(2);
  });
});
