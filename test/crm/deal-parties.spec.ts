import { Transaction } from '../../src/database/transaction';
import { Decimal } from '../../src/money/decimal';
import type { TestBrowser } from '../app';
import { Firm, line as sold } from '../integration/firm';

let firm: Firm;
let jan: TestBrowser;

beforeAll(async () => {
  firm = await Firm.open();
  jan = await firm.colleague('jan', { crmRole: 'user', crmLevel: 'departments', departments: [firm.department] });
});
afterAll(() => firm.close());

const idOf = async (sql: string) => (await firm.rows<{ id: number }>(sql))[0].id;
const edit = async (deal: number, who = firm.browser) => (await who.visit(`/crm/deals/${deal}/edit`)).text;
const offered = (text: string, field: string) =>
  new RegExp(`name="${field}"[^>]*>(.*?)</select>`, 's')
    .exec(text)![1]
    .match(/<option value="(\d+)" selected>([^<]*)</)
    ?.slice(1);

describe('whom and what a deal names', () => {
  it('stays on its form when nobody new may choose it, so that saving takes nothing away unseen (R117, R127)', async () => {
    await firm.browser.post('/settings/departments', { name: 'Sezonowy', sellerName: 'Ogrody Zielińska', country: 'PL' });
    const departmentId = await idOf(`select id::int from departments where name = 'Sezonowy'`);
    await firm.colleague('olek', { crmRole: 'user', crmLevel: 'own' });
    const responsibleId = await idOf(`select id::int from users where login = 'olek'`);
    const deal = await firm.deal('Kwietnik', { departmentId, responsibleId });
    await firm.browser.post(`/settings/departments/${departmentId}/archiving`);
    await firm.rows(`update memberships set ended_at = now() where user_id = ${responsibleId}`);
    const text = await edit(deal);
    expect(offered(text, 'departmentId')).toEqual([String(departmentId), 'Sezonowy']);
    expect(offered(text, 'responsibleId')).toEqual([String(responsibleId), 'olek z biura']);
    const blank = (await firm.browser.visit('/crm/deals/new')).text;
    expect(blank).not.toContain('>Sezonowy</option>');
    expect(blank).not.toContain('>olek z biura</option>');
  });

  it('stays there without a name when it is closed to who edits (R131)', async () => {
    const clientId = await firm.client('Klient Anny', { responsibleId: firm.anna.user, departmentId: firm.department });
    await firm.browser.post(`/crm/clients/${clientId}/contacts`, { name: 'Ewa Poufna' });
    const contactId = await idOf('select id::int from contacts');
    const closed = await idOf(`select id::int from departments where name = 'Sezonowy'`);
    await firm.rows(`update clients set department_id = ${closed} where id = ${clientId}`);
    const deal = await firm.deal('Rabata', { clientId, contactId, departmentId: firm.department });
    const text = await edit(deal, jan);
    expect(text).not.toContain('Ewa Poufna');
    expect(offered(text, 'contactId')).toEqual([String(contactId), 'Osoba, której nie widzisz']);
    const fields = { name: 'Rabata', currency: 'PLN', vatRate: '23', client: `${clientId} · Klient Anny`, contactId };
    expect((await jan.post(`/crm/deals/${deal}`, { ...fields, departmentId: firm.department })).status).toBe(303);
    expect(await firm.rows(`select contact_id::int contact from deals where id = ${deal}`)).toEqual([{ contact: contactId }]);
  });

  it('stays when its card is deleted, while no other deal can name it (R127)', async () => {
    const clientId = await firm.client('Zamknięty sklep');
    const deal = await firm.deal('Witryna', { clientId });
    await firm.browser.post(`/crm/clients/${clientId}/deletion`);
    const fields = { name: 'Witryna letnia', currency: 'PLN', vatRate: '23', client: `${clientId} · Zamknięty sklep` };
    expect((await firm.browser.post(`/crm/deals/${deal}`, fields)).status).toBe(303);
    expect(await firm.dealOf(deal)).toMatchObject({ name: 'Witryna letnia', client: clientId });
    const refused = await firm.browser.post('/crm/deals', fields);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('id="f-clientId-error"');
  });

  it('is no client whose name only begins with a number that another has', async () => {
    const first = await firm.client('Pierwszy');
    await firm.browser.post(`/crm/clients/${first}/contacts`, { name: 'Adam Pierwszy' });
    const { text } = await firm.browser.post('/crm/deals', { name: '', client: `${first} Maja sp. z o.o.` });
    expect(text).not.toContain('>Adam Pierwszy</option>');
  });
});

describe('the pages of deals', () => {
  it('ask the database at most ten times each', async () => {
    const clientId = await firm.client('Hurtownia');
    const line = { name: 'Kora', unit: null, quantity: new Decimal(3), price: new Decimal(20), rate: '8' };
    const deal = await firm.deal('Ściółka', { clientId, lines: [line] as never });
    await firm.issue({ clientId, lines: [sold('Ściółka', 60, { dealId: deal })] });
    for (const page of ['', '/board', '/new', `/${deal}`, `/${deal}/edit`, `/${deal}/moves/new`]) {
      const asked = jest.spyOn(Transaction.prototype, 'query');
      expect((await firm.browser.visit(`/crm/deals${page}`)).status).toBe(200);
      expect([page, asked.mock.calls.length + 1 <= 10]).toEqual([page, true]); // and once for the session
      asked.mockRestore();
    }
  });
});

describe('the lines of a deal', () => {
  it('come to no more than a deal can be worth, which is said beside them (R85)', async () => {
    const lines = [{ name: 'Las', quantity: '9999999', price: '9999999999,99', rate: '23', unit: '' }];
    const { status, text } = await firm.browser.post('/crm/deals', { name: 'Las', currency: 'PLN', vatRate: '23', lines });
    expect(status).toBe(422);
    expect(text).toContain('Zmniejsz ilość lub cenę');
    expect(text).toContain('href="#f-lines"');
  });
});
