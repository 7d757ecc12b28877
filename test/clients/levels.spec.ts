import type { TestBrowser } from '../app';
import { ClientBase } from './base';

/** Whose cards there are: of Jan, of nobody, of a colleague in Jan's department and in another. */
const NAMES = ['Moja', 'Niczyja', 'Niczyja w dziale', 'Koleżanki w dziale', 'Niczyja gdzie indziej', 'Koleżanki gdzie indziej'];

describe('The levels of access to clients', () => {
  let base: ClientBase;
  let jan: { browser: TestBrowser; id: number };
  let ids: Record<string, number>;
  let department: number;
  beforeAll(async () => {
    base = await ClientBase.open();
    await base.anna.post('/settings/departments', { name: 'Gdynia', sellerName: 'Ogrody Zielińska' });
    const [here, there] = await base.rows<{ id: number }>('select id::int from departments order by id');
    department = here.id;
    jan = await base.hired('jan', { crmRole: 'user', crmLevel: 'own', departments: [department] });
    const ewa = await base.hired('ewa', { crmRole: 'user', crmLevel: 'all' });
    const holders = [
      { responsibleId: jan.id, departmentId: there.id },
      {},
      { departmentId: here.id },
      { departmentId: here.id, responsibleId: ewa.id },
      { departmentId: there.id },
      { departmentId: there.id, responsibleId: ewa.id },
    ];
    ids = {};
    for (const [n, name] of NAMES.entries()) ids[name] = await base.added({ name, responsibleId: '', ...holders[n] });
  });
  afterAll(() => base.close());

  const level = async (access: object) => {
    const path = `/settings/people/${jan.id}`;
    const nothing = { crmRole: '', crmLevel: '', invoicingRole: '', invoicingLevel: '' };
    const form = { ...(await base.form(`${path}/edit`)), ...nothing, departments: [department], ...access };
    expect((await base.anna.post(path, form)).status).toBe(303);
  };
  const seenOn = (page: string) => NAMES.filter((name) => page.includes(`clients/${ids[name]}"`));

  it.each([
    ['own', ['Moja']],
    ['own_and_unassigned', ['Moja', 'Niczyja', 'Niczyja w dziale']],
    ['departments', ['Moja', 'Niczyja', 'Niczyja w dziale', 'Koleżanki w dziale']],
    ['all', NAMES],
  ])('"%s" shows these and no others, on list, search, card and form (R72)', async (crmLevel, seen) => {
    await level({ crmRole: 'user', crmLevel });
    expect(seenOn((await jan.browser.visit('/crm/clients')).text)).toEqual(seen);
    expect(seenOn((await jan.browser.visit('/crm/clients?q=a')).text)).toEqual(seen);
    const found = (await jan.browser.visit('/crm/clients/options?q=a')).text;
    expect(NAMES.filter((name) => found.includes(`value="${ids[name]}"`))).toEqual(seen);
    for (const name of NAMES) {
      const status = seen.includes(name) ? 200 : 404;
      expect((await jan.browser.visit(`/crm/clients/${ids[name]}`)).status).toBe(status);
      expect((await jan.browser.visit(`/crm/clients/${ids[name]}/edit`)).status).toBe(status);
    }
  });

  it('of one side are enough to see a card on both (R1, R72)', async () => {
    await level({ crmRole: 'user', crmLevel: 'own', invoicingRole: 'user', invoicingLevel: 'all' });
    expect(seenOn((await jan.browser.visit('/crm/clients')).text)).toEqual(NAMES);
    expect(seenOn((await jan.browser.visit('/invoicing/clients?mine=1')).text)).toEqual(['Moja']);
  });

  it('let nobody give a card away to where they would not see it', async () => {
    await level({ crmRole: 'user', crmLevel: 'own' });
    const answer = await base.saved(ids.Moja, { responsibleId: '' }, jan.browser);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('id="f-responsibleId-error"');
  });

  it('let a user delete only the cards they are responsible for, and say why not (R75)', async () => {
    await level({ crmRole: 'user', crmLevel: 'all' });
    const foreign = `/crm/clients/${ids['Koleżanki w dziale']}`;
    expect((await jan.browser.visit(foreign)).text).toMatch(/menu-refused">Usuń<small>Klienta usuwa/);
    await jan.browser.post(`${foreign}/deletion`);
    expect((await base.anna.visit(foreign)).text).not.toContain('Usunięty');
    expect((await jan.browser.post(`/crm/clients/${ids.Moja}/deletion`)).location).toBe('/crm/clients');
    expect((await base.anna.visit(`/invoicing/clients/options?q=moja`)).text).not.toContain(`value="${ids.Moja}"`);
    const deleted = (await jan.browser.visit('/crm/clients?deleted=1')).text;
    expect(deleted).toMatch(/<time[^>]*>[^<]*<\/time>, jan</);
    expect(deleted).toContain(`/crm/clients/${ids.Moja}/restoration`);
    await jan.browser.post(`/crm/clients/${ids.Moja}/restoration`);
    expect((await jan.browser.visit('/crm/clients?q=moja')).text).toContain(`clients/${ids.Moja}"`);
  });

  it('let a user restore only those cards as well, and the accountant delete and restore all (R75)', async () => {
    await level({ invoicingRole: 'accountant' });
    const foreign = `clients/${ids['Koleżanki w dziale']}`;
    expect((await jan.browser.post(`/invoicing/${foreign}/deletion`)).location).toBe('/invoicing/clients');
    await level({ crmRole: 'user', crmLevel: 'all' });
    expect((await jan.browser.visit(`/crm/${foreign}`)).text).toMatch(/menu-refused">Przywróć<small>Klienta przywraca/);
    expect((await jan.browser.visit('/crm/clients?deleted=1')).text).not.toContain(`${foreign}/restoration`);
    await jan.browser.post(`/crm/${foreign}/restoration`);
    expect((await base.anna.visit(`/crm/${foreign}`)).text).toContain('Usunięty');
    await level({ invoicingRole: 'accountant' });
    expect((await jan.browser.post(`/invoicing/${foreign}/restoration`)).location).toBe(`/invoicing/${foreign}`);
  });
});
