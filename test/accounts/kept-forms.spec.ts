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
});
