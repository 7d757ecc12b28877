import { withClient } from '../../src/database/connection';
import { openApp, type TestApp, type TestBrowser } from '../app';

let app: TestApp;
let anna: TestBrowser;

beforeAll(async () => {
  app = await openApp();
  anna = await app.signedUp();
});

afterAll(() => app.close());

const garden = { name: 'Ogród przy szkole', agreedGross: '1 234,50', currency: 'PLN', vatRate: '23' };
const made = async (fields: object = {}) => (await anna.post('/crm/deals', { ...garden, ...fields })).location!;
const decoded = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&');
const opened = async (deal: string, who = anna) =>
  decoded(/name="opened" value="([^"]*)"/.exec((await who.visit(`${deal}/edit`)).text)![1]);
const stageNamed = async (name: string) =>
  new RegExp(`<option value="(\\d+)"[^>]*>${name}</option>`).exec((await anna.visit('/crm/deals/new')).text)![1];

const stageOnBoard = async (name: string) =>
  new RegExp(`id="stage-(\\d+)">${name}<`).exec((await anna.visit('/crm/deals/board')).text)![1];

describe('deals', () => {
  it('show their name, value and history on the card (R88)', async () => {
    const { status, text } = await anna.visit(await made());
    expect(status).toBe(200);
    expect(text).toContain('Ogród przy szkole');
    expect(text).toMatch(/1\s234,50\szł/);
    expect(text).toContain('Dodano interes');
  });

  it('tell what changed, from what to what and by whom, in amounts and names as people write them (R119)', async () => {
    const deal = await made();
    await anna.post(deal, {
      ...garden,
      name: 'Ogród przy kościele',
      agreedGross: '2000',
      paymentDays: '14',
      opened: await opened(deal),
    });
    await anna.post(`${deal}/moves`, { stageId: await stageNamed('Rozmowy') });
    const { text } = await anna.visit(deal);
    expect(text).toContain('<del>Ogród przy szkole</del>');
    expect(text).toContain('<ins>Ogród przy kościele</ins>');
    expect(text).toMatch(/<del>1\s234,50\szł<\/del>.*<ins>2\s000,00\szł<\/ins>/);
    expect(text).toContain('<ins>14</ins>');
    expect(text).toMatch(/<del>Nowy<\/del>.*<ins>Rozmowy<\/ins>/);
    expect(text).toContain('Anna Zielińska · <time');
  });

  it('tell each amount of the past in the currency that it was in (R119)', async () => {
    const deal = await made();
    await anna.post(deal, { ...garden, agreedGross: '300', currency: 'EUR', opened: await opened(deal) });
    await anna.post(deal, { ...garden, agreedGross: '400', currency: 'EUR', opened: await opened(deal) });
    const { text } = await anna.visit(deal);
    expect(text).toMatch(/<del>300,00\s€<\/del>.*<ins>400,00\s€<\/ins>.*<del>1\s234,50\szł<\/del>.*<ins>300,00\s€<\/ins>/s);
  });

  it('are found on the list by a part of the name without accents (R88)', async () => {
    await made({ name: 'Żywopłot dla biura' });
    const { text } = await anna.visit('/crm/deals?words=zywoplot');
    expect(text).toContain('Żywopłot dla biura');
    expect(text).not.toContain('Ogród przy szkole');
  });

  it('give the form back with what was typed when a field is wrong (R88)', async () => {
    const { status, text } = await anna.post('/crm/deals', { ...garden, agreedGross: 'dużo' });
    expect(status).toBe(422);
    expect(text).toContain('value="dużo"');
  });

  it('take both changes of two people who edited different fields at once (R117)', async () => {
    const deal = await made();
    const both = await opened(deal);
    expect((await anna.post(deal, { ...garden, name: 'Pierwszy', opened: both })).status).toBe(303);
    expect((await anna.post(deal, { ...garden, description: 'Dzwonić rano', opened: both })).status).toBe(303);
    const { text } = await anna.visit(deal);
    expect(text).toContain('<h1>Pierwszy</h1>');
    expect(text).toContain('Dzwonić rano</dd>');
  });

  it('ask whoever changed a field that somebody else changed meanwhile, and show both versions (R117)', async () => {
    const deal = await made();
    const both = await opened(deal);
    await anna.post(deal, { ...garden, name: 'Pierwszy', paymentDays: '7', opened: both });
    const late = await anna.post(deal, { ...garden, name: 'Drugi', opened: both });
    expect(late.status).toBe(422);
    expect(late.text).toContain('W międzyczasie zmienione przez: Anna Zielińska. Teraz jest tu: Pierwszy.');
    expect(late.text).toContain('value="Drugi"');
    const known = decoded(/name="opened" value="([^"]*)"/.exec(late.text)![1]);
    expect((await anna.post(deal, { ...garden, name: 'Drugi', opened: known })).status).toBe(303);
    const { text } = await anna.visit(deal);
    expect(text).toContain('<h1>Drugi</h1>');
    expect(text).toContain('7 dni</dd>');
  });

  it('keep the reason in a lost stage, and lose it with the stage (R88)', async () => {
    const deal = await made();
    await anna.post(`${deal}/moves`, { stageId: await stageOnBoard('Przegrany'), reason: 'Za drogo u nas' });
    expect((await anna.visit(deal)).text).toContain('<dd>Za drogo u nas</dd>');
    await anna.post(`${deal}/moves`, { stageId: await stageNamed('Rozmowy') });
    expect((await anna.visit(deal)).text).not.toContain('<dd>Za drogo u nas</dd>');
  });

  it('are asked for the reason when they are lost (R88)', async () => {
    const deal = await made();
    const lost = await stageOnBoard('Przegrany');
    const refused = await anna.post(`${deal}/moves`, { stageId: lost });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Napisz, dlaczego interes jest przegrany.');
    expect((await anna.visit(`${deal}/moves/new?stageId=${lost}`)).text).toContain(`value="${lost}" selected>`);
  });

  it('stand on the board in the column of their stage with its count and sum (R89)', async () => {
    const { status, text } = await anna.visit('/crm/deals/board');
    expect(status).toBe(200);
    for (const stage of ['Nowy', 'Rozmowy', 'Oferta', 'Wygrany', 'Przegrany']) expect(text).toContain(`>${stage}</h2>`);
    const offer = await stageOnBoard('Oferta');
    await made({ name: 'Skwer', agreedGross: '1000,50', stageId: offer });
    await made({ name: 'Rondo', agreedGross: '2000', stageId: offer });
    await made({ name: 'Wyspa', agreedGross: '70', currency: 'EUR', stageId: offer });
    const board = (await anna.visit('/crm/deals/board')).text;
    const column = board.slice(board.indexOf(`id="stage-${offer}"`)).split('</section>')[0];
    expect(column.replace(/<[^>]*>|·/g, ' ')).toMatch(/3 interesy\s+70,00\s€\s+3\s000,50\szł/);
    for (const name of ['Skwer', 'Rondo', 'Wyspa']) expect(column).toContain(`>${name}</a>`);
  });

  it('ask on the board for the reason before they are dropped on a lost stage (R88)', async () => {
    const { text } = await anna.visit('/crm/deals/board');
    const lost = await stageOnBoard('Przegrany');
    expect(text).toContain(`data-stage="${lost}" data-ask="/crm/deals/{id}/moves/new?back=board&amp;stageId=${lost}"`);
    expect(text.match(/data-ask/g)).toHaveLength(1);
    expect(text).toMatch(/<article class="board-card" data-deal="(\d+)" data-move="\/crm\/deals\/\1\/moves\?back=board">/);
  });

  it('whose name and value come from documents change their own beside it only, and say why (R36, R37)', async () => {
    const deal = await made();
    await withClient(app.database.ownerOptions, (client) =>
      client.query(
        `update deals set mirrored_name = 'Faktura: ogród', counted_gross = 300, mirrored_currency = 'EUR' where id = ${deal.split('/').at(-1)}`,
      ),
    );
    const form = (await anna.visit(`${deal}/edit`)).text;
    expect(form).toContain('pochodzą z dokumentów sprzedaży');
    expect(form).not.toContain('name="mirroredName"');
    const typed = {
      ...garden,
      name: 'Nasza nazwa',
      agreedGross: '500',
      mirroredName: 'Podmiana',
      countedGross: '1',
      opened: await opened(deal),
    };
    expect((await anna.post(deal, typed)).status).toBe(303);
    const { text } = await anna.visit(deal);
    expect(text).toContain('<h1>Faktura: ogród</h1>');
    expect(text).toMatch(/<dd>300,00\s€<\/dd>/);
    expect(text).toContain('<dd>Nasza nazwa</dd>');
    expect(text).toMatch(/<dd>500,00\szł<\/dd>/);
    expect(text).toContain('dlatego nie można ich tu zmienić');
    expect((await anna.visit('/crm/deals')).text).toMatch(/>Nasza nazwa<\/a><small>Faktura: ogród<\/small>/);
  });

  it('leave the list when deleted and come back when restored (R119)', async () => {
    const deal = await made({ name: 'Do kosza' });
    await anna.post(`${deal}/deletion`);
    expect((await anna.visit('/crm/deals')).text.match(/>Do kosza</)).toBeNull();
    expect((await anna.post(deal, garden)).status).toBe(422);
    expect((await anna.visit('/crm/deals?deleted=1')).text).toMatch(/<h1>Interesy<\/h1>[\s\S]*1 interes<[\s\S]*>Do kosza</);
    await anna.post(`${deal}/restoration`);
    expect((await anna.visit('/crm/deals?deleted=1')).text).not.toContain('>Do kosza<');
    expect((await anna.visit('/crm/deals')).text).toContain('>Do kosza<');
  });

  it('of one account do not exist for another (R112)', async () => {
    const stranger = await app.signedUp({ company: 'Obca' });
    expect((await stranger.visit(await made())).status).toBe(404);
  });

  it('cannot name a client that does not exist', async () => {
    expect((await anna.post('/crm/deals', { ...garden, clientId: '999999' })).status).toBe(422);
  });
});
