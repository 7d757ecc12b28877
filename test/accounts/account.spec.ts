import { openApp, type TestApp, type TestBrowser } from '../app';

const FORM = { name: 'Ogrody Zielińska', language: 'pl', timeZone: 'Europe/Warsaw', currency: 'PLN', version: 1 };

describe("the account's settings", () => {
  let app: TestApp;
  let anna: TestBrowser;
  beforeAll(async () => {
    app = await openApp();
    anna = await app.signedUp({ login: 'anna' });
  });
  afterAll(() => app.close());

  it('say what the firm is called and reckons in, on every page from then on, and who changed it (R119)', async () => {
    const changed = { ...FORM, name: 'Ogrody i Tarasy', currency: 'EUR', timeZone: 'Europe/Vilnius' };
    expect(await anna.post('/settings/account', changed)).toMatchObject({ status: 303, location: '/settings/account' });
    const { text } = await anna.visit('/settings/account');
    expect(text).toContain('class="account-name" title="Ogrody i Tarasy"');
    expect(text).toContain('<option value="EUR" selected>');
    expect(text).toMatch(/<del>Ogrody Zielińska<\/del>.*<ins>Ogrody i Tarasy<\/ins>/s);
    expect(text).toContain('Anna Zielińska');
  });

  it('give new people their language (R115)', async () => {
    await anna.post('/settings/account', { ...FORM, language: 'en', version: 2 });
    await anna.post('/settings/people', {
      name: 'Ewa',
      login: 'ewa',
      email: 'ewa@example.com',
      password: 'tajne-haslo-2',
      crmRole: 'user',
      crmLevel: 'all',
    });
    const ewa = app.browser();
    await ewa.post('/sign-in', { login: 'ewa', password: 'tajne-haslo-2' });
    expect((await ewa.visit('/crm/deals')).text).toContain('<html lang="en"');
    expect((await anna.visit('/crm/deals')).text).toContain('<html lang="pl"');
  });

  it('show the form again where a zone or a currency is none', async () => {
    const { status, text } = await anna.post('/settings/account', {
      ...FORM,
      name: '',
      timeZone: 'Europe/Atlantis',
      currency: 'XYZ',
      version: 2,
    });
    expect(status).toBe(422);
    for (const field of ['name', 'timeZone', 'currency']) expect(text).toContain(`f-${field}-error`);
  });

  it('R117: say who saved them meanwhile, and take what is saved once more', async () => {
    const { status, text } = await anna.post('/settings/account', { ...FORM, name: 'Moje Ogrody' });
    expect(status).toBe(422);
    expect(text).toContain('Anna Zielińska zmienił(a) w międzyczasie');
    expect(text).toContain('value="Moje Ogrody"');
    const version = /name="version" value="(\d+)"/.exec(text)![1];
    expect((await anna.post('/settings/account', { ...FORM, name: 'Moje Ogrody', version })).status).toBe(303);
    expect((await anna.visit('/settings/account')).text).toContain('title="Moje Ogrody"');
  });

  it('are for owners: an administrator finds no link to them and no way in', async () => {
    const person = {
      name: 'Jan',
      login: 'jan',
      email: 'jan@example.com',
      password: 'tajne-haslo-2',
      crmRole: 'administrator',
      crmLevel: 'all',
    };
    await anna.post('/settings/people', person);
    const jan = app.browser();
    await jan.post('/sign-in', { login: 'jan', password: 'tajne-haslo-2' });
    expect((await jan.visit('/settings/account')).status).toBe(403);
    expect((await jan.post('/settings/account', FORM)).status).toBe(403);
    const { text } = await jan.visit('/settings/people');
    expect(text).not.toContain('/settings/account');
    expect(text).not.toContain('/settings/number-patterns');
    for (const page of ['people', 'departments', 'stages', 'accepted-documents', 'integration'])
      expect(text).toContain(`href="/settings/${page}"`);
  });
});
