import { withClient } from '../../src/database/connection';
import { Database } from '../../src/database/database';
import { openApp, type TestApp, type TestBrowser } from '../app';

const PASSWORD = 'tajne-haslo-2';
const person = (login: string, access: object) => ({
  name: `${login} z biura`,
  login,
  email: `${login}@ogrody.example`,
  password: PASSWORD,
  ...access,
});

describe('access to both sides', () => {
  let app: TestApp;
  let anna: TestBrowser;
  beforeEach(async () => {
    app = await openApp();
    anna = await app.signedUp({ login: 'anna' });
  });
  afterEach(() => app.close());

  const asOwner = <Row>(sql: string) =>
    withClient(app.database.ownerOptions, async (client) => (await client.query(sql)).rows as Row[]);
  const idOf = async (login: string) => (await asOwner<{ id: number }>(`select id from users where login = '${login}'`))[0].id;
  /** The form of a person as it stands, with other access. */
  const form = (login: string, access: object) => ({ ...person(login, access), password: undefined });
  const annas = (access: object) => ({ name: 'Anna Zielińska', login: 'anna', email: 'anna@example.com', ...access });
  const accessOf = (login: string) =>
    asOwner(`select side, role, level from memberships m join users u on u.id = m.user_id
      where u.login = '${login}' and m.ended_at is null order by side`);
  const signedIn = async (login: string) => {
    const browser = app.browser();
    expect((await browser.post('/sign-in', { login, password: PASSWORD })).status).toBe(303);
    return browser;
  };

  it('is added to the person whose login and e-mail are both the same, who keeps their password (R65)', async () => {
    await anna.post('/settings/people', person('jan', { crmRole: 'user', crmLevel: 'departments' }));
    const again = { ...person('JAN', { invoicingRole: 'user', invoicingLevel: 'all' }), password: 'calkiem-inne-haslo' };
    expect((await anna.post('/settings/people', again)).status).toBe(303);
    expect(await accessOf('jan')).toEqual([
      { side: 'crm', role: 'user', level: 'departments' },
      { side: 'invoicing', role: 'user', level: 'all' },
    ]);
    await signedIn('jan');
  });

  it('is set on both sides, with departments, in one form, and told where the sides differ (R70)', async () => {
    const [{ id: department }] = await asOwner<{ id: number }>('select id from departments');
    await anna.post('/settings/people', person('jan', { crmRole: 'user', departments: [department] }));
    const id = await idOf('jan');
    const edited = await anna.visit(`/settings/people/${id}/edit`);
    expect(edited.text).toMatch(new RegExp(`name="departments" value="${department}" checked`));
    const access = form('jan', { crmRole: 'user', crmLevel: 'departments', invoicingRole: 'accountant', departments: [] });
    expect((await anna.post(`/settings/people/${id}`, access)).status).toBe(303);
    expect(await accessOf('jan')).toEqual([
      { side: 'crm', role: 'user', level: 'departments' },
      { side: 'invoicing', role: 'accountant', level: 'all' },
    ]);
    expect((await anna.visit('/settings/people')).text).toContain('nie należy do żadnego');
    await anna.post(`/settings/people/${id}`, { ...access, departments: [department] });
    expect((await anna.visit('/settings/people')).text).toContain('W CRM widzi inny zakres niż w fakturach');
  });

  it('keeps the switch away from who is on one side only (R64)', async () => {
    await anna.post('/settings/people', person('jan', { crmRole: 'user' }));
    const jan = await signedIn('jan');
    expect((await jan.visit('/person/sessions')).text).not.toContain('href="/invoicing"');
    expect((await anna.visit('/person/sessions')).text).toContain('href="/invoicing"');
  });

  it('keeps the settings of people away from users and accountants (R68, R75)', async () => {
    await anna.post('/settings/people', person('jan', { crmRole: 'user' }));
    await anna.post('/settings/people', person('ewa', { invoicingRole: 'accountant' }));
    for (const login of ['jan', 'ewa']) {
      const browser = await signedIn(login);
      expect((await browser.visit('/settings/people')).status).toBe(403);
      expect((await browser.post('/settings/people', person('ola', { crmRole: 'user' }))).status).toBe(403);
      expect((await browser.visit('/settings')).location).toBe('/person/sessions');
    }
  });

  it('never leaves a side without an owner', async () => {
    const id = await idOf('anna');
    const { status, text } = await anna.post(`/settings/people/${id}`, annas({ crmRole: 'owner', invoicingRole: 'user' }));
    expect(status).toBe(422);
    expect(text).toContain('W fakturach musi zostać przynajmniej jeden właściciel.');
    await anna.post(`/settings/people/${id}/departure`);
    expect((await anna.visit('/settings/people')).status).toBe(200);
    await anna.post('/settings/people', person('ola', { crmRole: 'owner', invoicingRole: 'owner' }));
    expect((await anna.post(`/settings/people/${id}`, annas({ crmRole: 'owner', invoicingRole: 'user' }))).status).toBe(303);
  });

  it('leaves ownership to who has it: another owner may give it, not take it (R75)', async () => {
    await anna.post('/settings/people', person('ola', { crmRole: 'owner', invoicingRole: 'owner' }));
    const ola = await signedIn('ola');
    const id = await idOf('anna');
    const { status, text } = await ola.post(
      `/settings/people/${id}`,
      annas({ crmRole: 'owner', invoicingRole: 'administrator' }),
    );
    expect(status).toBe(422);
    expect(text).toContain('id="f-invoicingRole-error"');
    expect(await accessOf('anna')).toMatchObject([{ role: 'owner' }, { role: 'owner' }]);
    expect((await anna.post(`/settings/people/${id}`, annas({ crmRole: 'owner', invoicingRole: 'administrator' }))).status).toBe(
      303,
    );
  });

  it('lets nobody set the password or login of who may more than they administer (R64, R75)', async () => {
    await anna.post('/settings/people', person('ola', { crmRole: 'administrator' }));
    await anna.post('/settings/people', person('jan', { crmRole: 'user', invoicingRole: 'user' }));
    await anna.post('/settings/people', person('ewa', { crmRole: 'user' }));
    const ola = await signedIn('ola');
    for (const login of ['anna', 'jan']) {
      const page = `/settings/people/${await idOf(login)}`;
      expect((await ola.post(`${page}/password`, { password: 'przejete-haslo' })).text).toContain('id="f-password-error"');
      const { status, text } = await ola.post(page, { ...form(login, { crmRole: 'user', invoicingRole: 'user' }), login: 'moj' });
      expect(status).toBe(422);
      expect(text).toContain('id="f-name-error"');
      expect((await ola.visit(`${page}/edit`)).text).toMatch(/name="login"[^>]* readonly/);
    }
    expect(await asOwner(`select login from users where login = 'moj'`)).toEqual([]);
    expect((await ola.post(`/settings/people/${await idOf('ewa')}/password`, { password: 'nowe-tajne-haslo' })).status).toBe(303);
  });

  it('gives a reason for everybody who cannot switch, and none for who can (R67)', async () => {
    await anna.post('/settings/people', person('jan', { crmRole: 'user' }));
    await anna.post('/settings/people', person('ewa', { invoicingRole: 'accountant' }));
    await anna.post('/settings/people', person('ola', { crmRole: 'user', invoicingRole: 'user' }));
    await anna.post('/settings/people', person('iga', { crmRole: 'user', invoicingRole: 'user' }));
    await anna.post('/settings/people', person('leo', { crmRole: 'user' }));
    await anna.post(`/settings/people/${await idOf('iga')}/departure`);
    await asOwner(`update memberships set ended_at = now() where user_id = ${await idOf('leo')}`);
    const { text } = await anna.visit('/settings/people');
    const said = new Map(
      text
        .split('<tr')
        .map((row) => [
          />(\w+) z biura</.exec(row)?.[1],
          /<small>([^<]*)<\/small>\s*(?:<br>|<\/td>\s*<\/tr>)/.exec(row.slice(row.indexOf('state ')))?.[1],
        ]),
    );
    expect(Object.fromEntries(said)).toMatchObject({
      ...{ jan: 'Nie ma dostępu do faktur', ewa: 'Nie ma dostępu do CRM', ola: undefined },
      ...{ iga: 'Nie pracuje już w firmie', leo: 'Nie ma dostępu ani do CRM, ani do faktur' },
    });
  });

  it('is given on a side by its own administrators, and ownership by owners only (R64, R75)', async () => {
    await anna.post('/settings/people', person('ola', { crmRole: 'administrator' }));
    const ola = await signedIn('ola');
    const self = `/settings/people/${await idOf('ola')}`;
    expect((await ola.post(self, form('ola', { crmRole: 'administrator', invoicingRole: 'user' }))).text).toContain(
      'f-invoicingRole-error',
    );
    expect((await ola.post(self, form('ola', { crmRole: 'owner' }))).text).toContain('f-crmRole-error');
    await ola.post(`/settings/people/${await idOf('anna')}/departure`);
    expect((await anna.visit('/settings/people')).status).toBe(200);
    expect(await accessOf('ola')).toEqual([{ side: 'crm', role: 'administrator', level: 'all' }]);
  });

  it('never crosses accounts: people, access, departments and history of another do not exist (R114)', async () => {
    const [{ account_id: own }] = await asOwner<{ account_id: number }>('select account_id from users');
    const other = await app.signedUp({ company: 'Inna Firma', login: 'piotr' });
    const [{ id: department }] = await asOwner<{ id: number }>(`select id from departments where account_id <> ${own}`);
    const foreign = await idOf('piotr');
    expect((await anna.visit('/settings/people')).text).not.toContain('piotr');
    expect((await anna.visit(`/settings/people/${foreign}/edit`)).status).toBe(404);
    expect((await anna.post(`/settings/people/${foreign}`, form('piotr', { crmRole: 'user' }))).status).toBe(404);
    expect((await anna.post(`/settings/people/${foreign}/departure`)).status).toBe(404);
    const ticked = await anna.post('/settings/people', person('jan', { crmRole: 'user', departments: [department] }));
    expect(ticked.status).toBe(422);
    expect((await other.visit('/settings/people')).status).toBe(200);
    const who = { account: own, crm: 'all', invoicing: 'all', departments: '{}' };
    const seen = await app.app.get(Database).run(who, () =>
      app.app
        .get(Database)
        .query(`select distinct account_id from (select account_id from users union all select account_id from memberships
        union all select account_id from departments union all select account_id from department_members
        union all select account_id from history) everything`),
    );
    expect(seen).toEqual([{ account_id: own }]);
  });

  it('lets nobody widen a reach by departments on a side that they do not administer (R64, R71, R75)', async () => {
    const [{ id: department }] = await asOwner<{ id: number }>('select id from departments');
    await anna.post(
      '/settings/people',
      person('kira', { crmRole: 'administrator', invoicingRole: 'user', invoicingLevel: 'departments' }),
    );
    const kira = await signedIn('kira');
    const form = { ...person('kira', {}), crmRole: 'administrator', invoicingRole: 'user', invoicingLevel: 'departments' };
    const answer = await kira.post(`/settings/people/${await idOf('kira')}`, { ...form, departments: [department] });
    expect(answer.status).toBe(422);
    expect(await asOwner(`select from department_members where ended_at is null and user_id = ${await idOf('kira')}`)).toEqual(
      [],
    );
  });
});
