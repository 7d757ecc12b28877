import { Database } from '../../src/database/database';
import type { TestBrowser } from '../app';
import { Firm } from '../integration/firm';

/** Who sees which deal: Jan works in the shop, Ola too, the workshop is closed to both. */
const SEEN = {
  own: ['Jana w sklepie', 'Jana w warsztacie'],
  own_and_unassigned: ['Jana w sklepie', 'Jana w warsztacie', 'niczyj', 'niczyj w sklepie'],
  departments: ['Jana w sklepie', 'Jana w warsztacie', 'Oli w sklepie', 'niczyj', 'niczyj w sklepie'],
  all: [
    'Jana w sklepie',
    'Jana w warsztacie',
    'Oli w sklepie',
    'Oli w warsztacie',
    'niczyj',
    'niczyj w sklepie',
    'niczyj w warsztacie',
  ],
} as const;
const LEVELS = Object.keys(SEEN) as (keyof typeof SEEN)[];

let firm: Firm;
let shop: number;
let workshop: number;
let ids: Record<'jan' | 'ola', number>;
let jan: TestBrowser;
const deals: Record<string, number> = {};

beforeAll(async () => {
  firm = await Firm.open();
  shop = firm.department;
  await firm.browser.post('/settings/departments', { name: 'Warsztat', sellerName: 'Ogrody Zielińska', country: 'PL' });
  [{ id: workshop }] = await firm.rows<{ id: number }>(`select id::int from departments where name = 'Warsztat'`);
  jan = await firm.colleague('jan', { crmRole: 'user', crmLevel: 'own', departments: [shop] });
  await firm.colleague('ola', { crmRole: 'user', crmLevel: 'own', departments: [shop] });
  const rows = await firm.rows<{ login: 'jan' | 'ola'; id: number }>('select login, id::int from users');
  ids = Object.fromEntries(rows.map(({ login, id }) => [login, id])) as typeof ids;
  const places = { 'w sklepie': shop, 'w warsztacie': workshop };
  for (const [where, departmentId] of Object.entries(places)) {
    for (const [who, responsibleId] of Object.entries({ Jana: ids.jan, Oli: ids.ola, niczyj: null })) {
      const name = `${who} ${where}`;
      deals[name] = await firm.deal(name, { departmentId, responsibleId });
    }
  }
  deals.niczyj = await firm.deal('niczyj');
});
afterAll(() => firm.close());

const reach = async (level: string) => {
  const jan = { name: 'Jan', login: 'jan', email: 'jan@ogrody.example', crmRole: 'user', crmLevel: level, departments: [shop] };
  expect((await firm.browser.post(`/settings/people/${ids.jan}`, jan)).status).toBe(303);
};
const namesOn = (text: string) =>
  Object.keys(deals)
    .filter((name) => text.includes(`>${name}<`))
    .sort();
const sorted = (names: readonly string[]) => [...names].sort();

describe.each(LEVELS)('a user of the level "%s"', (level) => {
  const seen = sorted(SEEN[level]);

  beforeAll(() => reach(level));

  it('R72: sees on the list and on the board the deals of that level and no others', async () => {
    expect(namesOn((await jan.visit('/crm/deals')).text)).toEqual(seen);
    expect(namesOn((await jan.visit('/crm/deals/board')).text)).toEqual(seen);
    expect(namesOn((await jan.visit('/crm/deals?words=w')).text)).toEqual(seen.filter((name) => name.includes('w')));
  });

  it('R72: opens, edits, moves and deletes no others, not even by their address', async () => {
    for (const [name, id] of Object.entries(deals)) {
      const status = (SEEN[level] as readonly string[]).includes(name) ? 200 : 404;
      expect((await jan.visit(`/crm/deals/${id}`)).status).toBe(status);
      expect((await jan.visit(`/crm/deals/${id}/edit`)).status).toBe(status);
      if (status === 200) continue;
      expect((await jan.post(`/crm/deals/${id}`, { name: 'Mój', currency: 'PLN', vatRate: '23' })).status).toBe(404);
      expect((await jan.post(`/crm/deals/${id}/moves`, { stageId: '1000' })).status).toBe(404);
      expect((await jan.post(`/crm/deals/${id}/deletion`)).status).toBe(404);
    }
  });

  it('R72, R114: is held to it by the database, in statements without any condition', async () => {
    const who = { ...firm.anna.who, user: ids.jan, crm: level, invoicing: '', departments: `{${shop}}` };
    const database = firm.test.app.get(Database);
    const rows = await database.run(who, () => database.query<{ name: string }[]>('select name from deals'));
    expect(sorted(rows.map(({ name }) => name))).toEqual(seen);
    const changed = await database.run(who, () =>
      database.query<[object[], number]>('update deals set description = null returning id'),
    );
    expect(changed[1]).toBe(seen.length);
    const entries = await database.run(who, () =>
      database.query<object[]>(`select from history where record_table = 'deals' and action = 'made'`),
    );
    expect(entries.length).toBe(seen.length);
  });
});

describe('access to deals', () => {
  it('R72: lets nobody give a deal away so that they would not see it any more', async () => {
    await reach('own');
    const deal = { name: 'Dla Oli', currency: 'PLN', vatRate: '23', responsibleId: ids.ola };
    const refused = await jan.post('/crm/deals', deal);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Po zapisaniu');
    expect(await firm.deals(`d.name = 'Dla Oli'`)).toEqual([]);
  });

  it('R74: shows the manager of a department what its salesmen have, and a salesman only his own', async () => {
    const manager = await firm.colleague('ewa', { crmRole: 'user', crmLevel: 'departments', departments: [shop] });
    const ofJan = await firm.client('Klient Jana', { departmentId: shop, responsibleId: ids.jan });
    const ofOla = await firm.client('Klient Oli', { departmentId: shop, responsibleId: ids.ola });
    expect(namesOn((await manager.visit('/crm/deals')).text)).toEqual(
      sorted(['Jana w sklepie', 'Oli w sklepie', 'niczyj', 'niczyj w sklepie']),
    );
    for (const client of [ofJan, ofOla]) expect((await manager.visit(`/crm/clients/${client}`)).status).toBe(200);
    expect((await jan.visit(`/crm/clients/${ofJan}`)).status).toBe(200);
    expect((await jan.visit(`/crm/clients/${ofOla}`)).status).toBe(404);
    expect(namesOn((await jan.visit('/crm/deals')).text)).toEqual(sorted(SEEN.own));
  });

  it('R68: is none for a member of Invoicing only', async () => {
    const clerk = await firm.colleague('iga', { invoicingRole: 'accountant' });
    for (const path of ['/crm/deals', '/crm/deals/board', '/crm/deals/new', `/crm/deals/${deals.niczyj}`])
      expect((await clerk.visit(path)).status).toBe(403);
  });
});
