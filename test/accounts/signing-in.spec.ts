import { withClient } from '../../src/database/connection';
import { openApp, type TestApp } from '../app';

const FIRM = {
  company: 'Ogrody Zielińska',
  name: 'Anna Zielińska',
  login: 'anna',
  email: 'anna@ogrody.example',
  password: 'tajne-haslo-1',
};

describe('signing up and in', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await openApp('closed');
  });
  afterAll(() => app.close());

  it('leads the first visit to "Create your account" (R128)', async () => {
    expect(await app.browser().visit('/')).toMatchObject({ status: 303, location: '/sign-up' });
    expect((await app.browser().visit('/sign-up')).text).toContain('Załóż konto firmy');
  });

  it('shows the form again with what was typed and what is wrong beside its field', async () => {
    const { status, text } = await app.browser().post('/sign-up', { ...FIRM, email: 'to nie jest adres', password: 'krótkie' });
    expect(status).toBe(422);
    expect(text).toContain('value="Ogrody Zielińska"');
    expect(text).toContain('f-email');
    expect(text).not.toContain('krótkie');
  });

  it('makes an account with its owner and a main department, and closes the door behind it (R112, R128)', async () => {
    const browser = app.browser();
    expect(await browser.post('/sign-up', FIRM)).toMatchObject({ status: 303, location: '/' });
    expect(await browser.visit('/')).toMatchObject({ status: 303, location: '/crm/deals' });
    expect((await app.browser().visit('/sign-up')).status).toBe(403);
    expect((await app.browser().post('/sign-up', { ...FIRM, login: 'jan', email: 'jan@ogrody.example' })).status).toBe(403);
    const made = await withClient(app.database.ownerOptions, (client) =>
      client.query('select u.login, d.main from users u join departments d using (account_id)'),
    );
    expect(made.rows).toEqual([{ login: 'anna', main: true }]);
  });

  it('signs in by login and by e-mail, whatever the case, and not with a wrong password (R128)', async () => {
    for (const login of ['Anna', 'ANNA@ogrody.example']) {
      expect(await app.browser().post('/sign-in', { login, password: FIRM.password })).toMatchObject({
        status: 303,
        location: '/',
      });
    }
    for (const login of ['anna', 'nobody']) {
      const { status, text } = await app.browser().post('/sign-in', { login, password: 'nie-to-haslo' });
      expect(status).toBe(422);
      expect(text).toContain('Login lub hasło są nieprawidłowe.');
    }
  });

  it('ends the session for good when signing out, also for who kept the cookie', async () => {
    const browser = app.browser();
    await browser.post('/sign-in', { login: 'anna', password: FIRM.password });
    expect((await browser.visit('/')).location).toBe('/crm/deals');
    await browser.post('/sign-out');
    expect((await browser.visit('/')).location).toBe('/sign-in');
  });

  it("refuses a form posted from another site's page (R61)", async () => {
    const foreign = { origin: 'https://evil.example', host: 'localhost:3000' };
    expect((await app.browser().post('/sign-in', { login: 'anna', password: FIRM.password }, foreign)).status).toBe(403);
  });

  it('never lets the application read a password hash', async () => {
    const reading = withClient(app.database.appOptions, (client) => client.query('select password_hash from users'));
    await expect(reading).rejects.toThrow('permission denied');
  });

  it('shows nothing of any account to who sets none (R114)', async () => {
    const { rows } = await withClient(app.database.appOptions, (client) => client.query('select id from users'));
    expect(rows).toEqual([]);
  });
});
