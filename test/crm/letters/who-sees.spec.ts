import type { TestBrowser } from '../../app';
import { Firm } from '../../integration/firm';

describe('who sees a letter', () => {
  let firm: Firm;
  let client: number;
  let deal: number;
  let message: number;
  const people: Record<string, TestBrowser> = {};
  beforeAll(async () => {
    firm = await Firm.open();
    client = await firm.client('Kawiarnia Pod Lipą', { email: 'biuro@lipa.example', responsibleId: firm.anna.user });
    deal = await firm.deal('Ogród przy kawiarni', { clientId: client });
    people.marek = await firm.colleague('marek', { crmRole: 'user', crmLevel: 'own' });
    people.ewa = await firm.colleague('ewa', { invoicingRole: 'accountant', invoicingLevel: 'all' });
    people.ola = await firm.colleague('ola', { crmRole: 'user', crmLevel: 'all' });
    await firm.browser.post(`/crm/deals/${deal}/letters`, form());
    [{ message }] = await firm.rows<{ message: number }>('select message_id::int message from letters');
  });
  afterAll(() => firm.close());

  const form = () => ({ people: ['0'], to: '', cc: '', subject: 'Tajny temat', body: 'Treść', language: 'pl', next: 'send' });
  const give = async (table: 'clients' | 'deals', id: number, login: string) =>
    firm.rows(`update ${table} set responsible_id = (select id from users where login = '${login}') where id = ${id}`);
  const statuses = async (browser: TestBrowser, ...paths: string[]) => {
    const all = [];
    for (const path of paths) all.push((await browser.visit(path)).status);
    return all;
  };

  it('R72: nobody to whom the client is closed, not even on a deal that is open to them', async () => {
    await give('deals', deal, 'marek');
    const { status, text } = await people.marek.visit(`/crm/deals/${deal}`);
    expect(status).toBe(200);
    expect(text).not.toContain('Tajny temat');
    expect(text).not.toContain('/letters/new');
    const message_ = `/crm/outbox/${message}`;
    expect(await statuses(people.marek, message_, `${message_}/content`, `/crm/deals/${deal}/letters/new`)).toEqual([
      404, 404, 404,
    ]);
    expect((await people.marek.visit('/crm/outbox')).text).not.toContain('Tajny temat');
    expect((await people.marek.post(`/crm/deals/${deal}/letters`, form())).status).toBe(404);
    expect((await people.marek.post(`/crm/clients/${client}/letters`, form())).status).toBe(404);
  });

  it('R72: whoever the client is given to', async () => {
    await give('clients', client, 'marek');
    for (const path of [`/crm/deals/${deal}`, `/crm/clients/${client}`, '/crm/outbox', `/crm/outbox/${message}`]) {
      expect((await people.marek.visit(path)).text).toContain('Tajny temat');
    }
  });

  it('R131: not what deal it is about, when that is closed to them', async () => {
    await give('deals', deal, 'anna');
    const { text } = await people.marek.visit(`/crm/outbox/${message}`);
    expect(text).toContain('<dd>interes</dd>');
    expect(text).not.toContain('Ogród przy kawiarni');
    expect(text).not.toContain(`/crm/deals/${deal}`);
  });

  it('R68: no accountant, on no page', async () => {
    for (const path of ['/invoicing/outbox', `/invoicing/clients/${client}`]) {
      const { status, text } = await people.ewa.visit(path);
      expect(status).toBe(200);
      for (const sign of ['Tajny temat', '/crm', '/letters/new']) expect(text).not.toContain(sign);
    }
    expect(await statuses(people.ewa, `/invoicing/outbox/${message}`, `/crm/outbox/${message}`)).toEqual([404, 403]);
  });

  it('R127: is written to a deleted client by nobody, and what was written stays', async () => {
    await firm.browser.post(`/crm/clients/${client}/deletion`);
    const { text } = await people.ola.visit(`/crm/clients/${client}`);
    expect(text).toContain('Tajny temat');
    expect(text).not.toContain('/letters/new');
    const refused = await people.ola.post(`/crm/clients/${client}/letters`, form());
    expect(refused.status).toBe(303);
    expect((await people.ola.visit(`/crm/clients/${client}`)).text).toContain('klient usunięty, więc się do niego nie pisze');
    expect((await people.ola.visit(`/crm/deals/${deal}`)).text).not.toContain('/letters/new');
    expect((await people.ola.visit(`/crm/outbox/${message}`)).text).not.toContain('Napisz ponownie');
    expect(await firm.rows('select count(*)::int n from letters')).toEqual([{ n: 1 }]);
  });

  it('R127: of a merged card is who sees the kept one', async () => {
    const old = await firm.client('Hotel Zorza', { taxNo: '5252445767', email: 'a@zorza.example' });
    await firm.browser.post(`/crm/clients/${old}/letters`, form());
    await firm.browser.post(`/crm/clients/${old}/deletion`);
    const twin = await firm.client('Hotel Zorza SA', { taxNo: '5252445767', email: 'b@zorza.example' });
    await firm.browser.post(`/crm/clients/${old}/merger`, { into: twin });
    expect((await firm.browser.visit(`/crm/clients/${twin}`)).text).toContain('Tajny temat');
    expect(await firm.rows(`select count(*)::int n from mail_messages where client_id = ${twin}`)).toEqual([{ n: 1 }]);
  });
});
