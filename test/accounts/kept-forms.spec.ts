import { withClient } from '../../src/database/connection';
import { openApp, type TestApp, type TestBrowser } from '../app';

describe('a form left open until the session ended', () => {
  let app: TestApp;
  let anna: TestBrowser;
  const password = 'tajne-haslo-1';
  beforeAll(async () => {
    app = await openApp();
    anna = await app.signedUp({ login: 'anna', password });
    await app.signedUp({ login: 'jan', password, company: 'Kwiaty Jana' });
    await withClient(app.database.ownerOptions, (client) => client.query('update sessions set ended_at = now()'));
  });
  afterAll(() => app.close());

  it('comes back filled for the same person after sign-in, and for nobody else (R132)', async () => {
    const typed = { name: 'Oddział Północ', sellerName: 'Ogrody Zielińska Gdańsk' };
    expect(await anna.post('/settings/departments', typed)).toMatchObject({ status: 303, location: '/sign-in' });

    const jan = app.browser();
    expect((await jan.post('/sign-in', { login: 'jan', password })).location).toBe('/');

    const back = await anna.post('/sign-in', { login: 'anna', password });
    expect(back.location).toMatch(/^\/settings\/departments\/new\?kept=\d+$/);
    const { text } = await anna.visit(back.location!);
    expect(text).toContain('value="Oddział Północ"');
    expect(text).toContain('Sesja wygasła');
    expect((await jan.visit(back.location!)).text).not.toContain('Oddział Północ');
  });

  it('is opened once: the next sign-in leads where it always does (R132)', async () => {
    expect((await app.browser().post('/sign-in', { login: 'anna', password })).location).toBe('/');
  });

  it('is kept with whatever can be typed, but without its password', async () => {
    const ewa = await endedSession();
    expect(
      await ewa.post('/settings/people', { name: 'Jan\0 Kos', login: '\u{1f33f}', password: 'haslo-jana-123' }),
    ).toMatchObject({
      status: 303,
      location: '/sign-in',
    });
    const { location } = await ewa.post('/sign-in', { login: 'anna', password });
    const { text } = await ewa.visit(location!);
    expect(text).toContain('value="Jan Kos"');
    expect(text).toContain('value="\u{1f33f}"');
    const kept = await withClient(app.database.ownerOptions, (client) =>
      client.query('select body::text as body from kept_forms'),
    );
    expect(kept.rows.map(({ body }) => body).join()).not.toContain('haslo-jana-123');
  });

  it('is refused when it is larger than 1 MB, and not kept', async () => {
    const ewa = await endedSession();
    expect((await ewa.post('/settings/departments', { name: 'Wielki', note: 'x'.repeat(1_048_576) })).status).toBe(413);
    expect((await ewa.post('/sign-in', { login: 'anna', password })).location).toBe('/');
  });

  it('is forgotten after an hour', async () => {
    const ewa = await endedSession();
    await ewa.post('/settings/departments', { name: 'Oddział Wschód' });
    await withClient(app.database.ownerOptions, (client) =>
      client.query("update kept_forms set kept_at = kept_at - interval '1 hour'"),
    );
    expect((await ewa.post('/sign-in', { login: 'anna', password })).location).toBe('/');
  });

  /** A browser of Anna's whose session was ended. */
  async function endedSession() {
    const browser = app.browser();
    await browser.post('/sign-in', { login: 'anna', password });
    await withClient(app.database.ownerOptions, (client) => client.query('update sessions set ended_at = now()'));
    return browser;
  }
});
