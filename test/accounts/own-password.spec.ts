import { withClient } from '../../src/database/connection';
import { openApp, type TestApp } from '../app';

const OLD = 'tajne-haslo-1';
const NEW = 'nowe-tajne-haslo';

describe('One’s own password', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await openApp();
    await app.signedUp({ login: 'anna', password: OLD });
  });
  afterAll(() => app.close());

  const signedIn = async (password: string) => {
    const browser = app.browser();
    return { browser, status: (await browser.post('/sign-in', { login: 'anna', password })).status };
  };
  const errorOf = (text: string) => ['currentPassword', 'password'].filter((field) => text.includes(`id="f-${field}-error"`));

  it.each([
    ['a wrong present one', { currentPassword: 'nie-to-haslo', password: NEW }, ['currentPassword']],
    ['no present one', { password: NEW }, ['currentPassword']],
    ['a new one that is too short', { currentPassword: OLD, password: 'krótkie' }, ['password']],
  ])('stays as it is with %s', async (_, typed, wrong) => {
    const { browser } = await signedIn(OLD);
    const { status, text } = await browser.post('/person/password', typed);
    expect([status, errorOf(text)]).toEqual([422, wrong]);
    for (const secret of Object.values(typed)) expect(text).not.toContain(secret);
    expect((await signedIn(OLD)).status).toBe(303);
  });

  it('is guessed no further than at the door', async () => {
    const { browser } = await signedIn(OLD);
    const from = { 'x-forwarded-for': '203.0.113.9' };
    const guess = () => browser.post('/person/password', { currentPassword: 'nie-to-haslo', password: NEW }, from);
    for (let n = 0; n < 10; n++) expect((await guess()).text).toContain('To nie jest Twoje obecne hasło.');
    const { text } = await guess();
    expect(text).not.toContain('To nie jest Twoje obecne hasło.');
    expect(errorOf(text)).toEqual(['currentPassword']);
  });

  it('is not kept when its form is sent after the session has ended (R132)', async () => {
    const { browser } = await signedIn(OLD);
    await withClient(app.database.ownerOptions, (client) => client.query('update sessions set ended_at = now()'));
    await browser.post('/person/password', { currentPassword: OLD, password: NEW });
    const kept = await withClient(app.database.ownerOptions, (client) => client.query('select body from kept_forms'));
    expect(kept.rows).toEqual([{ body: {} }]);
    const { location } = await browser.post('/sign-in', { login: 'anna', password: OLD });
    expect(location).toMatch(/^\/person\/password\?kept=/);
    expect((await browser.visit(location!)).status).toBe(200);
  });

  it('is changed by who knows it, ends their sessions everywhere else, and is told by the history only as changed (R119)', async () => {
    const [office, phone] = [(await signedIn(OLD)).browser, (await signedIn(OLD)).browser];
    expect((await office.visit('/person/sessions')).text).toContain('href="/person/password"');
    expect((await office.visit('/person/password')).status).toBe(200);
    const changed = await office.post('/person/password', { currentPassword: OLD, password: NEW });
    expect(changed).toMatchObject({ status: 303, location: '/person/sessions' });
    expect((await office.visit('/person/sessions')).text).toContain('Hasło zmienione.');
    expect((await phone.visit('/person/sessions')).location).toBe('/sign-in');
    expect([(await signedIn(OLD)).status, (await signedIn(NEW)).status]).toEqual([422, 303]);
    const history = await withClient(app.database.ownerOptions, (client) =>
      client.query(`select changes from history where record_table = 'users' order by id desc limit 1`),
    );
    expect(history.rows).toEqual([{ changes: { password_hash: ['changed', 'changed'] } }]);
  });
});
