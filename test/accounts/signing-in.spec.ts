import { withClient } from '../../src/database/connection';
import { openApp, type TestApp, type TestBrowser } from '../app';

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
    app = await openApp({ signUp: 'closed' });
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
    expect(await browser.visit('/')).toMatchObject({ status: 303, location: '/crm/today' });
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
    expect((await browser.visit('/')).location).toBe('/crm/today');
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

it('leads the first visit to "Create your account" also where everybody may sign up, and later ones to signing in (R128)', async () => {
  const app = await openApp();
  expect((await app.browser().visit('/')).location).toBe('/sign-up');
  await app.signedUp();
  expect((await app.browser().visit('/')).location).toBe('/sign-in');
  await app.close();
});

describe('a person of several accounts (R128)', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await openApp();
    await app.signedUp({ company: 'Ogrody Anny', login: 'anna', password: 'tajne-haslo-1' });
    await app.signedUp({ company: 'Tarasy Anny', login: 'anna', password: 'tajne-haslo-1' });
    await app.signedUp({ company: 'Inna Anna', login: 'anna', password: 'inne-haslo-11' });
  });
  afterAll(() => app.close());

  const accountOf = async (browser: TestBrowser) =>
    /account-name" title="([^"]+)"/.exec((await browser.visit('/crm/deals')).text)?.[1];

  it('chooses after the password among those that it opens, and sees none of them before', async () => {
    const browser = app.browser();
    const wrong = await browser.post('/sign-in', { login: 'anna', password: 'nie-to-haslo' });
    expect(wrong.text).not.toContain('Ogrody Anny');
    const { status, text } = await browser.post('/sign-in', { login: 'anna', password: 'tajne-haslo-1' });
    expect(status).toBe(422);
    const offered = [...text.matchAll(/<option value="(\d+)"[^>]*>([^<]+)</g)].map(([, id, name]) => ({ id, name }));
    expect(offered.map(({ name }) => name)).toEqual(['Ogrody Anny', 'Tarasy Anny']);
    for (const { id, name } of offered) {
      const chosen = app.browser();
      expect((await chosen.post('/sign-in', { login: 'anna', password: 'tajne-haslo-1', account: id })).location).toBe('/');
      expect(await accountOf(chosen)).toBe(name);
    }
  });

  it('is led straight to the only account that the password opens', async () => {
    const browser = app.browser();
    expect((await browser.post('/sign-in', { login: 'anna', password: 'inne-haslo-11' })).location).toBe('/');
    expect(await accountOf(browser)).toBe('Inna Anna');
  });

  it('stays who they are when a form to sign in or up left open in another tab is sent', async () => {
    const browser = app.browser();
    await browser.post('/sign-in', { login: 'anna', password: 'inne-haslo-11' });
    expect(await browser.post('/sign-in', { login: 'anna', password: 'inne-haslo-11' })).toMatchObject({
      status: 303,
      location: '/',
    });
    expect(await browser.post('/sign-up', { ...FIRM, login: 'anna2' })).toMatchObject({ status: 303, location: '/' });
    expect(await browser.visit('/sign-up')).toMatchObject({ status: 303, location: '/' });
    expect(await accountOf(browser)).toBe('Inna Anna');
  });
});

describe('guessing of passwords', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await openApp();
    await app.signedUp({ login: 'anna', password: 'tajne-haslo-1' });
  });
  afterEach(() => withClient(app.database.ownerOptions, (client) => client.query('truncate sign_in_attempts')));
  afterAll(() => app.close());

  const guess = (password: string, address = '192.0.2.7', login = 'anna') =>
    app.browser().post('/sign-in', { login, password }, { 'x-forwarded-for': address });
  const guessWrongly = async (times: number) => {
    for (let at = 0; at < times; at++) expect((await guess('nie-to-haslo')).text).toContain('Login lub hasło są nieprawidłowe.');
  };

  it('rests for a quarter of an hour after ten wrong ones, whatever is guessed then', async () => {
    await guessWrongly(10);
    const { status, text } = await guess('tajne-haslo-1');
    expect(status).toBe(422);
    expect(text).toContain('spróbuj ponownie za 15 minut');
    await withClient(app.database.ownerOptions, (client) =>
      client.query("update sign_in_attempts set at = at - interval '15 minutes'"),
    );
    expect((await guess('tajne-haslo-1')).location).toBe('/');
  });

  it('does not lock out the person themselves, who comes from elsewhere', async () => {
    await guessWrongly(10);
    expect((await guess('tajne-haslo-1', '198.51.100.4')).location).toBe('/');
  });

  it('counts also what is guessed at once', async () => {
    const answers = await Promise.all(Array.from({ length: 25 }, () => guess('nie-to-haslo')));
    expect(answers.filter(({ text }) => text.includes('nieprawidłowe'))).toHaveLength(10);
    expect(answers.filter(({ text }) => text.includes('Za dużo nieudanych prób'))).toHaveLength(15);
  });

  it('begins anew after the right password, so that one slip a day never adds up', async () => {
    for (let day = 0; day < 3; day++) {
      await guessWrongly(4);
      expect((await guess('tajne-haslo-1')).location).toBe('/');
    }
  });

  it('rests for a login from all addresses together after fifty', async () => {
    await withClient(app.database.ownerOptions, (client) =>
      client.query(`insert into sign_in_attempts (login_hash, address)
        select sha256('anna'), format('203.0.113.%s', n) from generate_series(1, 50) n`),
    );
    expect((await guess('tajne-haslo-1')).text).toContain('Za dużo nieudanych prób');
    expect((await guess('tajne-haslo-1', '192.0.2.7', 'kto-inny')).text).toContain('nieprawidłowe');
  });

  it('keeps no login that was typed, for it may have been a password', async () => {
    await guess('nie-to-haslo', '192.0.2.7', 'moje-tajne-haslo');
    const { rows } = await withClient(app.database.ownerOptions, (client) =>
      client.query('select a::text as line from sign_in_attempts a'),
    );
    expect(rows).toHaveLength(1);
    expect(rows[0].line).not.toContain('moje-tajne-haslo');
  });
});

describe('sessions', () => {
  let app: TestApp;
  let anna: TestBrowser;
  const password = 'tajne-haslo-1';
  beforeAll(async () => {
    app = await openApp();
    anna = await app.signedUp({ login: 'anna', password });
  });
  afterAll(() => app.close());

  const cookiesOf = async (headers: Record<string, string>) => {
    const form = { 'content-type': 'application/x-www-form-urlencoded', ...headers };
    const payload = `login=anna&password=${password}`;
    return (await app.app.inject({ method: 'POST', url: '/sign-in', payload, headers: form })).cookies;
  };

  it('are told by a cookie that no script reads and no other site sends, and over https never without it', async () => {
    const [plain] = await cookiesOf({});
    expect(plain).toMatchObject({ name: 'session', httpOnly: true, sameSite: 'Lax', path: '/' });
    const [secure] = await cookiesOf({ 'x-forwarded-proto': 'https' });
    expect(secure).toMatchObject({ name: 'session', httpOnly: true, sameSite: 'Lax', secure: true });
  });

  it('are listed to their person alone, who can end each of them and all others at once', async () => {
    const phone = app.browser();
    await phone.post('/sign-in', { login: 'anna', password }, { 'user-agent': 'Mozilla/5.0 (iPhone) Version/18.0 Safari/604.1' });
    const { text } = await anna.visit('/person/sessions');
    expect(text).toContain('Safari, iPhone');
    const ends = [...text.matchAll(/action="(\/person\/sessions\/\d+\/deletion)"/g)].map(([, action]) => action);
    const jan = await app.signedUp({ login: 'jan', company: 'Kwiaty Jana' });
    expect((await jan.visit('/person/sessions')).text).not.toContain('Safari, iPhone');
    for (const action of ends) expect((await jan.post(action)).status).toBe(404);
    expect((await phone.visit('/crm/deals')).status).toBe(200);
    await anna.post('/person/sessions/deletion');
    expect((await phone.visit('/crm/deals')).location).toBe('/sign-in');
    expect((await anna.visit('/crm/deals')).status).toBe(200);
  });
});

describe('what went wrong', () => {
  let app: TestApp;
  let anna: TestBrowser;
  beforeAll(async () => {
    app = await openApp();
    anna = await app.signedUp({ login: 'anna' });
  });
  afterAll(() => app.close());

  const WORDS = {
    pl: { 403: 'Tu nie masz dostępu', 404: 'Nie ma takiej strony', 500: 'Coś się zepsuło' },
    en: {
      403: 'You have no access here',
      404: 'There is no such page',
      500: 'Something broke',
    },
  };

  it.each(['pl', 'en'] as const)('is said in %s within the frame, with the way on (R115)', async (language) => {
    await anna.post('/person/preferences', { language });
    const owner = (sql: string) => withClient(app.database.ownerOptions, (client) => client.query(sql));
    await owner(`update memberships set role = 'user' where side = 'invoicing'`);
    await owner('alter function search_clients(text, integer) rename to search_nothing');
    const asked = { 403: '/settings/number-patterns', 404: '/crm/deals/999999', 500: '/search?q=laka' };
    for (const [status, path] of Object.entries(asked)) {
      const answer = await anna.visit(path);
      expect(answer.status).toBe(Number(status));
      expect(answer.text).toContain(WORDS[language][Number(status) as 403]);
      expect(answer.text).toContain('class="top-bar"');
      expect(answer.text).not.toMatch(/search_nothing|QueryFailed|\.ts:/);
    }
    expect((await anna.visit('/nowhere/at/all')).text).toContain('class="top-bar"');
    await owner('alter function search_nothing(text, integer) rename to search_clients');
  });

  it('is said without the frame to whoever is not signed in', async () => {
    const { status, text } = await app.browser().visit('/nowhere');
    expect(status).toBe(404);
    expect(text).toContain('Nie ma takiej strony');
    expect(text).not.toContain('class="top-bar"');
  });
});
