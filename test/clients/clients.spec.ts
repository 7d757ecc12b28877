import { withClient } from '../../src/database/connection';
import { type Answer, openApp, type TestApp, type TestBrowser } from '../app';

describe('The client base', () => {
  let app: TestApp;
  let anna: TestBrowser;

  beforeAll(async () => {
    app = await openApp();
    anna = await app.signedUp();
  });
  afterAll(() => app.close());

  const idIn = ({ location }: Answer) => Number(/clients\/(\d+)$/.exec(location ?? '')?.[1]);
  const added = async (fields: object, side = 'crm') =>
    idIn(await anna.post(`/${side}/clients`, { company: 'yes', country: 'PL', ...fields }));
  const saved = async (id: number, fields: object, side = 'crm') =>
    anna.post(`/${side}/clients/${id}`, { company: 'yes', country: 'PL', ...fields });

  it('shows an empty base with the first step', async () => {
    const page = await anna.visit('/invoicing/clients');
    expect(page.status).toBe(200);
    expect(page.text).toContain('href="/invoicing/clients/new"');
  });

  it('shows a client added in CRM in invoicing at once (R1, R2, R5)', async () => {
    const id = await added({ name: 'Zielone Tarasy sp. z o.o.', taxNo: 'PL 526-10-40-828', city: 'Łódź' });
    expect((await anna.visit(`/invoicing/clients/${id}`)).text).toContain('Zielone Tarasy sp. z o.o.');
    expect((await anna.visit('/invoicing/clients?q=zielone+lodz')).text).toContain(`/invoicing/clients/${id}"`);
    expect((await anna.visit('/invoicing/clients/options?q=5261040828')).text).toContain(`<option value="${id}">`);
  });

  it('shows a client added in invoicing in CRM (R3)', async () => {
    const id = await added({ name: 'Kwiaciarnia Maki' }, 'invoicing');
    expect((await anna.visit('/crm/clients')).text).toContain(`/crm/clients/${id}"`);
  });

  it('shows an edit of one side on the other (R4)', async () => {
    const id = await added({ name: 'Altana' });
    const answer = await saved(id, { name: 'Altana', email: 'biuro@altana.example', payer: 'Maki' }, 'invoicing');
    expect(answer.location).toBe(`/invoicing/clients/${id}`);
    const card = (await anna.visit(`/crm/clients/${id}`)).text;
    expect(card).toContain('biuro@altana.example');
    expect(card).toContain('Kwiaciarnia Maki');
    expect((await anna.visit(`/crm/clients/${id}/edit`)).text).toMatch(/value="\d+ · Kwiaciarnia Maki"/);
  });

  it('says at the field that the NIP has a wrong check digit, and keeps what was typed (R12)', async () => {
    const answer = await anna.post('/crm/clients', { name: 'Literówka', company: 'yes', taxNo: '526-10-40-829' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('id="f-taxNo-error"');
    expect(answer.text).toContain('value="526-10-40-829"');
  });

  it.each([
    ['regon', '123456789'],
    ['pesel', '44051401358'],
    ['bankAccount', 'PL00'],
    ['country', 'P1'],
    ['payer', 'nikt taki'],
    ['name', ''],
    ['email', 'altana'],
  ])('refuses %s %p at its field (R12)', async (field, typed) => {
    const answer = await anna.post('/crm/clients', { name: 'Altana', company: 'yes', country: 'PL', [field]: typed });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`id="f-${field}-error"`);
  });

  it('deletes a client on both sides and restores it to both (R6, R7)', async () => {
    const id = await added({ name: 'Ogród Botaniczny' });
    expect((await anna.post(`/crm/clients/${id}/deletion`)).location).toBe('/crm/clients');
    expect((await anna.visit('/invoicing/clients/options?q=botaniczny')).text).not.toContain('Botaniczny');
    expect((await anna.visit('/invoicing/clients?q=botaniczny')).text).not.toContain(`/clients/${id}"`);
    expect((await anna.visit('/invoicing/clients?deleted=1')).text).toContain(`/clients/${id}"`);
    expect((await anna.post(`/invoicing/clients/${id}/restoration`)).location).toBe(`/invoicing/clients/${id}`);
    expect((await anna.visit('/crm/clients/options?q=botaniczny')).text).toContain(`value="${id}"`);
  });

  it('keeps a client whom a draft names, until the draft is gone', async () => {
    const id = await added({ name: 'W szkicu' });
    await withClient(app.database.ownerOptions, (client) =>
      client.query(
        `insert into invoices (account_id, kind, family, issue_on, currency, method, department_id, seller_name, client_id, net, vat, gross, to_pay)
         select c.account_id, 'vat', 'vat', '2026-11-24', 'PLN', 'gross_sum', d.id, 'Ogrody', c.id, 0, 0, 0, 0
         from clients c join departments d on d.account_id = c.account_id where c.id = $1 limit 1`,
        [id],
      ),
    );
    await anna.post(`/crm/clients/${id}/deletion`);
    expect((await anna.visit('/crm/clients/options?q=szkicu')).text).toContain(`value="${id}"`);
  });

  it.each(['departmentId', 'responsibleId'])('gives no card to a %s that the account does not have (R114)', async (field) => {
    const answer = await anna.post('/crm/clients', { name: 'Niczyj', company: 'yes', [field]: 999_999 });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`id="f-${field}-error"`);
  });

  it.each([
    '?q=%25%27_\\',
    '?q=a&q=b',
    '?q=%00x',
    '?q=🌻',
    '?after=x',
    '?before=1',
  ])('answers the list with %s', async (query) => {
    expect((await anna.visit(`/crm/clients${query}`)).status).toBe(200);
  });

  it('changes no card that is deleted (R127)', async () => {
    const id = await added({ name: 'Stara Szklarnia' });
    await anna.post(`/crm/clients/${id}/deletion`);
    expect((await saved(id, { name: 'Nowa Szklarnia' })).status).toBe(422);
  });

  it('makes one card of the same external id sent twice, and applies what was sent (R17)', async () => {
    const ids = await Promise.all([1, 2, 3].map((n) => added({ name: `Sklep ${n}`, externalId: 'sklep-7' })));
    expect(new Set(ids).size).toBe(1);
    await added({ name: 'Sklep', externalId: 'sklep-7', phone: '+48 500 100 200' });
    expect((await anna.visit(`/crm/clients/${ids[0]}`)).text).toContain('+48 500 100 200');
    const other = await added({ name: 'Inny sklep' });
    expect((await saved(other, { name: 'Inny sklep', externalId: 'sklep-7' })).text).toContain('id="f-externalId-error"');
  });

  it('pages by name in both directions', async () => {
    for (let n = 100; n < 160; n++) await added({ name: `Żywopłot ${n}` });
    const next = /href="(\/crm\/clients\?after&#x3D;\d+)"/
      .exec((await anna.visit('/crm/clients')).text)![1]
      .replace('&#x3D;', '=');
    const second = (await anna.visit(next)).text;
    expect(second).toContain('Żywopłot 159');
    const previous = /href="(\/crm\/clients\?before&#x3D;\d+)"/.exec(second)![1].replace('&#x3D;', '=');
    expect((await anna.visit(previous)).text).toContain('Altana');
  });

  it('has no card of another account (R114)', async () => {
    const id = await added({ name: 'Tylko nasz' });
    const stranger = await app.signedUp({ company: 'Obca Firma' });
    expect((await stranger.visit(`/crm/clients/${id}`)).status).toBe(404);
    expect((await stranger.post(`/crm/clients/${id}/deletion`)).status).toBe(404);
    const payer = await stranger.post('/crm/clients', { name: 'Obcy', company: 'yes', payer: `${id} · Tylko nasz` });
    expect(payer.text).toContain('id="f-payer-error"');
  });
});
