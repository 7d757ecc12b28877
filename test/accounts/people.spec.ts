import { withClient } from '../../src/database/connection';
import { openApp, type TestApp, type TestBrowser } from '../app';

const PASSWORD = 'tajne-haslo-2';
const jan = (fields: object = {}) => ({
  name: 'Jan Kowalski',
  login: 'jan',
  email: 'jan@ogrody.example',
  password: PASSWORD,
  crmRole: 'user',
  crmLevel: 'own',
  ...fields,
});

describe('the people of an account', () => {
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
  const signedIn = async (login: string) => {
    const browser = app.browser();
    expect((await browser.post('/sign-in', { login, password: PASSWORD })).status).toBe(303);
    return browser;
  };

  it('are shown to administrators with who can switch and why not (R67)', async () => {
    expect((await anna.visit('/settings')).location).toBe('/settings/people');
    await anna.post('/settings/people', jan());
    const { status, text } = await anna.visit('/settings/people');
    expect(status).toBe(200);
    expect(text).toContain('Jan Kowalski');
    expect(text).toContain('Nie ma dostępu do faktur');
  });

  it('start with CRM alone unless invoicing is chosen (R66)', async () => {
    const { text } = await anna.visit('/settings/people/new');
    expect(text).toMatch(/name="invoicingRole"[^>]*>\s*<option value="">/);
    expect(text).toMatch(/<option value="user" selected>/);
    expect(await anna.post('/settings/people', jan())).toMatchObject({ status: 303, location: '/settings/people' });
    const given = await asOwner(`select side, role, level from memberships join users u on u.id = user_id where u.login = 'jan'`);
    expect(given).toEqual([{ side: 'crm', role: 'user', level: 'own' }]);
  });

  it('are refused with the reason at the field when the login is somebody else’s, whatever the case (R113)', async () => {
    const { status, text } = await anna.post('/settings/people', jan({ login: 'ANNA' }));
    expect(status).toBe(422);
    expect(text).toContain('id="f-login-error"');
    expect(text).toContain('Ten login należy do innej osoby: Anna Zielińska.');
    expect(text).toContain('value="jan@ogrody.example"');
    expect(text).not.toContain(PASSWORD);
  });

  it('are refused with the reason at the field when the e-mail is somebody else’s, whatever the case (R113)', async () => {
    const { status, text } = await anna.post('/settings/people', jan({ email: 'Anna@Example.com' }));
    expect(status).toBe(422);
    expect(text).toContain('id="f-email-error"');
  });

  it('cannot have another person’s e-mail for a login (R113)', async () => {
    const { status, text } = await anna.post('/settings/people', jan({ login: 'anna@example.com' }));
    expect(status).toBe(422);
    expect(text).toContain('id="f-login-error"');
  });

  it('need a password that is long enough and at least one side', async () => {
    expect((await anna.post('/settings/people', jan({ password: 'krótkie' }))).text).toContain('id="f-password-error"');
    expect((await anna.post('/settings/people', jan({ crmRole: '' }))).text).toContain('id="f-crmRole-error"');
    expect(await asOwner('select login from users')).toEqual([{ login: 'anna' }]);
  });

  it('leave with all their sessions, and can come back', async () => {
    await anna.post('/settings/people', jan());
    const browser = await signedIn('jan');
    const id = await idOf('jan');
    expect((await anna.post(`/settings/people/${id}/departure`)).location).toBe('/settings/people');
    expect((await browser.visit('/person/sessions')).location).toBe('/sign-in');
    expect((await app.browser().post('/sign-in', { login: 'jan', password: PASSWORD })).status).toBe(422);
    expect((await anna.visit('/settings/people')).text).toContain('Nie pracuje już w firmie');
    expect((await anna.visit(`/settings/people/${id}/edit`)).text).toContain('Powrót do firmy');
    await anna.post(`/settings/people/${id}/return`);
    await signedIn('jan');
  });

  it('see and end their own sessions only', async () => {
    await anna.post('/settings/people', jan());
    const [office, phone] = [await signedIn('jan'), await signedIn('jan')];
    const { text } = await office.visit('/person/sessions');
    const [other] = await asOwner<{ id: number }>(`select max(id) id from sessions`);
    expect(text.match(/\/person\/sessions\/\d+\/deletion/g)).toHaveLength(2);
    expect((await anna.post(`/person/sessions/${other.id}/deletion`)).status).toBe(404);
    expect((await office.post(`/person/sessions/${other.id}/deletion`)).location).toBe('/person/sessions');
    expect((await phone.visit('/person/sessions')).location).toBe('/sign-in');
    expect((await office.visit('/person/sessions')).status).toBe(200);
  });

  it('end all their sessions but this one at once', async () => {
    await anna.post('/settings/people', jan());
    const [office, phone] = [await signedIn('jan'), await signedIn('jan')];
    await office.post('/person/sessions/deletion');
    expect((await phone.visit('/person/sessions')).location).toBe('/sign-in');
    expect((await office.visit('/person/sessions')).status).toBe(200);
    expect((await anna.visit('/person/sessions')).status).toBe(200);
  });

  describe('are changed by administrators', () => {
    const access = { crmRole: 'user', crmLevel: 'own' };
    const data = { name: 'Jan Kowalski', login: 'jan', email: 'jan@ogrody.example', ...access };
    let page: string;
    beforeEach(async () => {
      await anna.post('/settings/people', jan());
      page = `/settings/people/${await idOf('jan')}`;
    });

    it('in name, login and e-mail, in the form of their access (R70, R113)', async () => {
      const changed = { ...data, name: 'Jan Nowak', login: 'jnowak', email: 'Nowak@ogrody.example' };
      expect((await anna.post(page, changed)).status).toBe(303);
      const { text } = await anna.visit(`${page}/edit`);
      for (const kept of ['Jan Nowak', 'jnowak', 'Nowak@ogrody.example']) expect(text).toContain(`value="${kept}"`);
      await signedIn('jnowak');
      expect((await app.browser().post('/sign-in', { login: 'jan', password: PASSWORD })).status).toBe(422);
    });

    it.each([
      ['login', 'Anna', 'Ten login należy do innej osoby: Anna Zielińska.'],
      ['login', 'ANNA@example.com', 'Ten login należy do innej osoby: Anna Zielińska.'],
      ['email', 'ANNA@example.com', 'Ten e-mail należy do innej osoby: Anna Zielińska.'],
      ['email', 'nie-adres', 'To nie wygląda na adres e-mail.'],
      ['name', '', 'To pole jest wymagane.'],
    ])('but never to a %s %s that is somebody else’s or none, with the reason at the field (R113)', async (field, value, reason) => {
      const { status, text } = await anna.post(page, { ...data, [field]: value });
      expect(status).toBe(422);
      expect(text).toContain(`id="f-${field}-error"`);
      expect(text).toContain(reason);
      expect(await asOwner(`select name, login, email from users where login = 'jan'`)).toHaveLength(1);
    });

    it('who keep what another one saved in other fields, and are asked about the same one (R117)', async () => {
      const opened = /name="opened" value="([^"]*)"/.exec((await anna.visit(`${page}/edit`)).text)![1].replaceAll('&quot;', '"');
      const first = await anna.post(page, { ...data, opened, name: 'Jan Nowak' });
      const second = await anna.post(page, { ...data, opened, crmLevel: 'all' });
      expect([first.status, second.status]).toEqual([303, 303]);
      expect(await asOwner(`select name, level from users u join memberships m on m.user_id = u.id where login = 'jan'`)).toEqual(
        [{ name: 'Jan Nowak', level: 'all' }],
      );
      const { status, text } = await anna.post(page, { ...data, opened, name: 'Jan Wiśniewski' });
      expect(status).toBe(422);
      expect(text).toContain('id="f-name-error"');
      expect(text).toContain('Jan Nowak');
      expect(text).toContain('value="Jan Wiśniewski"');
    });

    it('who set a new password, which ends all their sessions (R75, R113)', async () => {
      const [office, phone] = [await signedIn('jan'), await signedIn('jan')];
      expect((await anna.visit(`${page}/edit`)).text).toContain(`href="${page}/password"`);
      expect((await anna.visit(`${page}/password`)).status).toBe(200);
      expect((await anna.post(`${page}/password`, { password: 'krótkie' })).text).toContain('id="f-password-error"');
      expect((await office.visit('/person/sessions')).status).toBe(200);
      expect((await anna.post(`${page}/password`, { password: 'nowe-tajne-haslo' })).status).toBe(303);
      for (const browser of [office, phone]) expect((await browser.visit('/person/sessions')).location).toBe('/sign-in');
      expect((await app.browser().post('/sign-in', { login: 'jan', password: PASSWORD })).status).toBe(422);
      expect((await app.browser().post('/sign-in', { login: 'jan', password: 'nowe-tajne-haslo' })).status).toBe(303);
    });

    it('with everything in the history, of a password only that it changed (R119)', async () => {
      const [{ id: department }] = await asOwner<{ id: number }>('select id from departments');
      await anna.post(page, {
        ...data,
        name: 'Jan Nowak',
        crmLevel: 'all',
        invoicingRole: 'accountant',
        departments: [department],
      });
      await anna.post(`${page}/password`, { password: 'nowe-tajne-haslo' });
      await anna.post(`${page}/departure`);
      const { text } = await anna.visit(`${page}/edit`);
      for (const told of ['<del>Jan Kowalski</del>', '<ins>Jan Nowak</ins>', '<ins>Wszystko</ins>', 'Księgowa lub księgowy'])
        expect(text).toContain(told);
      for (const told of ['Ustawiono nowe hasło', 'Nadano dostęp', 'Dodano do działu', 'Ogrody Zielińska', 'Odejście z firmy'])
        expect(text).toContain(told);
      expect(text).not.toContain('argon2');
      expect(JSON.stringify(await asOwner('select changes from history'))).not.toContain('argon2');
    });
  });
});
