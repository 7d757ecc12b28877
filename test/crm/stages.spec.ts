import { openApp, type TestApp, type TestBrowser } from '../app';

let app: TestApp;
let anna: TestBrowser;

beforeAll(async () => {
  app = await openApp();
  anna = await app.signedUp();
});

afterAll(() => app.close());

const settings = async () => (await anna.visit('/settings/stages')).text;
const idOf = async (name: string) =>
  new RegExp(`/stages/(\\d+)/edit"[^>]*><span[^>]*></span> ${name}<`).exec(await settings())![1];
const names = async () => [...(await settings()).matchAll(/<\/span> ([^<]+)<\/a>/g)].map(([, name]) => name);

describe('stages', () => {
  it('of a new account are five, in its language (R112)', async () => {
    expect(await names()).toEqual(['Nowy', 'Rozmowy', 'Oferta', 'Wygrany', 'Przegrany']);
  });

  it('are added at the place they are given (R89)', async () => {
    await anna.post('/settings/stages', { name: 'Wizja lokalna', colour: '2', position: '2', outcome: 'open' });
    expect((await names()).slice(0, 3)).toEqual(['Nowy', 'Wizja lokalna', 'Rozmowy']);
  });

  it('in use are removed only with a replacement, which gets their deals (R89)', async () => {
    const offer = await idOf('Oferta');
    const deal = { name: 'Trawnik', currency: 'PLN', vatRate: '23', stageId: offer };
    const { location } = await anna.post('/crm/deals', deal);
    const refused = await anna.post(`/settings/stages/${offer}/deletion`);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('są interesy');
    expect((await anna.post(`/settings/stages/${offer}/deletion`, { replacementId: await idOf('Rozmowy') })).status).toBe(303);
    expect(await names()).not.toContain('Oferta');
    expect((await anna.visit(location!)).text).toMatch(/class="state colour-3">Rozmowy</);
  });

  it('are never without one that is won (R89)', async () => {
    const won = await idOf('Wygrany');
    expect((await anna.post(`/settings/stages/${won}/deletion`, { replacementId: await idOf('Nowy') })).status).toBe(422);
  });
});
