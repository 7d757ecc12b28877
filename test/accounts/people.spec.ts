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
});
