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
const openedIn = (text: string) => /name="opened" value="([^"]*)"/.exec(text)![1].replaceAll('&quot;', '"');
const names = async () => [...(await settings()).matchAll(/<\/span> ([^<]+)<\/a>/g)].map(([, name]) => name);

describe('stages', () => {
  it('of a new account are five, in its language (R112)', async () => {
    expect(await names()).toEqual(['Nowy', 'Rozmowy', 'Oferta', 'Wygrany', 'Przegrany']);
  });

  it('are added at the place they are given (R89)', async () => {
    await anna.post('/settings/stages', { name: 'Wizja lokalna', colour: '2', position: '2', outcome: 'open' });
    expect((await names()).slice(0, 3)).toEqual(['Nowy', 'Wizja lokalna', 'Rozmowy']);
  });

  it('take what two people changed at once, and ask where both changed the same (R89, R117)', async () => {
    const address = `/settings/stages/${await idOf('Rozmowy')}`;
    const said = { name: 'Rozmowy', colour: '3', position: '3' };
    const opened = openedIn((await anna.visit(`${address}/edit`)).text);
    expect((await anna.post(address, { ...said, colour: '9', opened })).status).toBe(303);
    expect((await anna.post(address, { ...said, name: 'Ustalenia', opened })).status).toBe(303);
    expect(await settings()).toMatch(/class="swatch colour-9"><\/span> Ustalenia</);
    const late = await anna.post(address, { ...said, name: 'Negocjacje', opened });
    expect(late.status).toBe(422);
    expect(late.text).toContain('W międzyczasie zmienione przez: Anna Zielińska. Teraz jest tu: Ustalenia.');
    await anna.post(address, { ...said, opened: openedIn(late.text) });
    expect(await settings()).toMatch(/class="swatch colour-9"><\/span> Rozmowy</);
  });

  it('that deals leave when they are removed keep no reason of a loss (R88, R89)', async () => {
    await anna.post('/settings/stages', { name: 'Stracony', colour: '12', position: '9', outcome: 'lost' });
    const { location } = await anna.post('/crm/deals', { name: 'Klomb', currency: 'PLN', vatRate: '23' });
    const lost = await idOf('Stracony');
    await anna.post(`${location}/moves`, { stageId: lost, reason: 'Susza' });
    expect((await anna.visit(location!)).text).toContain('<dd>Susza</dd>');
    await anna.post(`/settings/stages/${lost}/deletion`, { replacementId: await idOf('Nowy') });
    const { text } = await anna.visit(location!);
    expect(text).toMatch(/class="state colour-1">Nowy</);
    expect(text).not.toContain('<dd>Susza</dd>');
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
    expect((await anna.visit(location!)).text).toMatch(/class="state colour-9">Rozmowy</);
  });

  it('are never without one that is won (R89)', async () => {
    const won = await idOf('Wygrany');
    expect((await anna.post(`/settings/stages/${won}/deletion`, { replacementId: await idOf('Nowy') })).status).toBe(422);
  });
});
