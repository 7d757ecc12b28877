import { withClient } from '../../src/database/connection';
import { openApp, type TestApp, type TestBrowser } from '../app';

const NIP = '526-10-40-828';
const IBAN = 'PL61 1090 1014 0000 0712 1981 2874';
const LIST = '/settings/departments';

const WARSAW = {
  name: 'Oddział Warszawa',
  mark: 'waw',
  sellerName: 'Ogrody Zielińska sp. z o.o.',
  taxNo: NIP,
  taxCountry: 'PL',
  street: 'Kwiatowa 1',
  postCode: '00-001',
  city: 'Warszawa',
  country: 'PL',
  email: 'warszawa@ogrody.example',
  phone: '22 123 45 67',
  www: 'ogrody.example',
  bankAccounts: [{ id: '', name: 'Główne', bank: 'Bank Ogrodnika', number: IBAN, swift: 'WBKPPLPP', currency: 'EUR' }],
};

describe('departments', () => {
  let app: TestApp;
  let anna: TestBrowser;
  beforeEach(async () => {
    app = await openApp();
    anna = await app.signedUp();
  });
  afterEach(() => app.close());

  const rows = async (sql: string) => (await withClient(app.database.ownerOptions, (client) => client.query(sql))).rows;

  /** Address of a new department's record. */
  async function made(fields: object = WARSAW) {
    const { status, location } = await anna.post(LIST, fields);
    expect(status).toBe(303);
    return location!.replace('/edit', '');
  }

  it('keeps what was typed: seller, mark, NIP and account without their spaces (R9, R69)', async () => {
    const page = await anna.visit(`${await made()}/edit`);
    expect(page.status).toBe(200);
    for (const kept of ['Oddział Warszawa', 'WAW', '5261040828', 'Kwiatowa 1', '00-001', 'warszawa@ogrody.example'])
      expect(page.text).toContain(`value="${kept}"`);
    for (const kept of ['PL61109010140000071219812874', 'WBKPPLPP', 'Bank Ogrodnika', 'Główne'])
      expect(page.text).toContain(`value="${kept}"`);
    expect(page.text).toContain('<option value="EUR" selected>');
    expect((await anna.visit(LIST)).text).toContain('5261040828');
  });

  it('shows who works in the main department, its owner first of all (R112)', async () => {
    const [{ id }] = await rows('select id from departments where main');
    const { status, text } = await anna.visit(`${LIST}/${id}/edit`);
    expect(status).toBe(200);
    expect(text).toMatch(/<li>Anna Zielińska<\/li>/);
  });

  it.each([
    [{ taxNo: '526-10-40-829' }, 'f-taxNo-error'],
    [{ mark: 'W/1' }, 'f-mark-error'],
    [{ country: 'P1' }, 'f-country-error'],
    [{ name: '' }, 'f-name-error'],
    [
      { bankAccounts: [{ id: '', name: '', bank: '', number: `${IBAN}5`, swift: '', currency: 'PLN' }] },
      'f-bankAccounts.0.number-error',
    ],
    [
      { bankAccounts: [{ id: '', name: '', bank: '', number: IBAN, swift: 'ABC', currency: 'PLN' }] },
      'f-bankAccounts.0.swift-error',
    ],
  ])('says at its field what cannot be right: %j (R12)', async (wrong, error) => {
    const { status, text } = await anna.post(LIST, { ...WARSAW, ...wrong });
    expect(status).toBe(422);
    expect(text).toContain(error);
    expect(text).toContain('value="Kwiatowa 1"');
    expect(await rows('select id from departments where not main')).toEqual([]);
  });

  it('refuses a mark that another department has (R96)', async () => {
    await made();
    const { status, text } = await anna.post(LIST, { ...WARSAW, name: 'Drugi' });
    expect(status).toBe(422);
    expect(text).toContain('f-mark-error');
  });

  it('archives a department and takes it out again', async () => {
    const path = await made();
    expect((await anna.post(`${path}/archiving`)).location).toBe(LIST);
    expect((await anna.visit(LIST)).text).toContain('W archiwum');
    expect((await anna.visit(`${path}/edit`)).text).toContain('Przeniesiono do archiwum');
    await anna.post(`${path}/unarchiving`);
    expect((await anna.visit(LIST)).text).not.toContain('W archiwum');
  });

  it('never archives the main department, and says why', async () => {
    const [{ id }] = await rows('select id from departments where main');
    await anna.post(`${LIST}/${id}/archiving`);
    expect((await anna.visit(LIST)).text).toContain('nie można go zarchiwizować');
    expect(await rows('select id from departments where archived_at is not null')).toEqual([]);
  });

  it('makes another department the main one, which then cannot be archived (R112)', async () => {
    const path = await made();
    expect((await anna.post(`${path}/promotion`)).location).toBe(LIST);
    expect(await rows('select name from departments where main')).toEqual([{ name: 'Oddział Warszawa' }]);
    expect((await anna.visit(`${path}/edit`)).text).toContain('Głównego działu nie można zarchiwizować.');
    await anna.post(`${path}/archiving`);
    expect(await rows('select id from departments where archived_at is not null')).toEqual([]);
    expect((await anna.visit(`${path}/edit`)).text).toContain('Zmieniono główny dział');
  });

  it('has exactly one main department, whoever chooses in the same moment; an archived one cannot be it (R112)', async () => {
    const [one, other, archived] = [await made(), await made({ ...WARSAW, mark: 'KRK' }), await made({ ...WARSAW, mark: 'GDN' })];
    await anna.post(`${archived}/archiving`);
    const answers = await Promise.all([one, other].map((path) => anna.post(`${path}/promotion`)));
    expect(answers.map(({ location }) => location)).toEqual([LIST, LIST]);
    await anna.post(`${archived}/promotion`);
    expect(await rows('select main from departments where main')).toHaveLength(1);
    expect(await rows('select main from departments where main and archived_at is not null')).toEqual([]);
  });

  /** What a department's form remembers of how it was opened. */
  const openedAt = async (path: string) =>
    /name="opened" value="([^"]*)"/.exec((await anna.visit(`${path}/edit`)).text)![1].replaceAll('&quot;', '"');

  it('puts two people’s changes of different fields together, and asks about the same one (R117)', async () => {
    const path = await made();
    const opened = await openedAt(path);
    const saved = (changes: object) => anna.post(path, { ...WARSAW, mark: 'WAW', bankAccounts: [], opened, ...changes });
    expect((await saved({ city: 'Łódź' })).status).toBe(303);
    expect((await saved({ street: 'Lipowa 2' })).status).toBe(303);
    expect(await rows('select city, street from departments where not main')).toEqual([{ city: 'Łódź', street: 'Lipowa 2' }]);
    const { status, text } = await saved({ city: 'Kraków' });
    expect(status).toBe(422);
    expect(text).toContain('id="f-city-error"');
    expect(text).toContain('value="Kraków"');
    expect(text).toContain('<ins>Łódź</ins>');
    const decided = /name="opened" value="([^"]*)"/.exec(text)![1].replaceAll('&quot;', '"');
    expect((await saved({ city: 'Kraków', opened: decided })).status).toBe(303);
    expect(await rows('select city, street from departments where not main')).toEqual([{ city: 'Kraków', street: 'Lipowa 2' }]);
  });

  it('takes only one of two forms that change one field in the same moment (R117)', async () => {
    const path = await made();
    const opened = await openedAt(path);
    const saves = ['Łódź', 'Kraków'].map((city) => anna.post(path, { ...WARSAW, mark: 'WAW', bankAccounts: [], opened, city }));
    expect((await Promise.all(saves)).map(({ status }) => status).sort()).toEqual([303, 422]);
  });

  it('changes and removes bank accounts, each apart from what others do with it or beside it (R117)', async () => {
    const path = await made();
    const [{ id }] = await rows('select id from bank_accounts');
    const opened = await openedAt(path);
    const [typed] = WARSAW.bankAccounts;
    const row = { ...typed, id, number: IBAN.replaceAll(' ', '') };
    const saved = (changes: object, fields: object = {}) =>
      anna.post(path, { ...WARSAW, mark: 'WAW', taxNo: '5261040828', opened, ...fields, bankAccounts: [{ ...row, ...changes }] });
    expect((await saved({ currency: 'PLN' })).status).toBe(303);
    expect((await saved({}, { city: 'Łódź' })).status).toBe(303);
    expect(await rows('select currency from bank_accounts')).toEqual([{ currency: 'PLN' }]);
    const conflict = await saved({ currency: 'USD' });
    expect(conflict.status).toBe(422);
    expect(conflict.text).toContain(`id="f-bank_account_${id}-error"`);
    expect((await saved({ removed: 'on' }, { opened: await openedAt(path) })).status).toBe(303);
    expect((await anna.visit(`${path}/edit`)).text).not.toContain('value="WBKPPLPP"');
    expect((await saved({})).status).toBe(303);
    expect(await rows('select id from bank_accounts where removed_at is null')).toEqual([]);
  });

  it("leaves another department's bank account alone", async () => {
    await made();
    const [{ id }] = await rows('select id from bank_accounts');
    const row = { ...WARSAW.bankAccounts[0], id, removed: 'on' };
    expect((await anna.post(LIST, { ...WARSAW, mark: 'KRK', bankAccounts: [row] })).status).toBe(404);
    expect(await rows('select id from bank_accounts where removed_at is null')).toHaveLength(1);
  });

  it('has its history written by the database and shown under the form (R119)', async () => {
    const path = await made();
    await anna.post(path, { ...WARSAW, city: 'Łódź', bankAccounts: [] });
    const [change] = await rows(
      `select action, changes from history where record_table = 'departments' order by id desc limit 1`,
    );
    expect(change).toEqual({ action: 'changed', changes: { city: ['Warszawa', 'Łódź'] } });
    const { text } = await anna.visit(`${path}/edit`);
    expect(text).toContain('<del>Warszawa</del>');
    expect(text).toContain('Dodano rachunek bankowy');
  });

  it("does not know another account's department (R114)", async () => {
    const path = await made();
    const jan = await app.signedUp({ company: 'Obcy' });
    expect((await jan.visit(`${path}/edit`)).status).toBe(404);
    expect((await jan.post(path, WARSAW)).status).toBe(404);
    expect((await jan.post(`${path}/archiving`)).status).toBe(404);
    expect((await jan.visit(LIST)).text).not.toContain('Oddział Warszawa');
    expect((await jan.post(LIST, WARSAW)).status).toBe(303);
  });

  it('opens to administrators only (R75)', async () => {
    await withClient(app.database.ownerOptions, (client) => client.query(`update memberships set role = 'user'`));
    expect((await anna.visit(LIST)).status).toBe(403);
    expect((await anna.post(LIST, WARSAW)).status).toBe(403);
  });
});
