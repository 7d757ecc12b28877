import { withClient } from '../../src/database/connection';
import { openApp, type TestApp, type TestBrowser } from '../app';

let app: TestApp;
let anna: TestBrowser;

beforeAll(async () => {
  app = await openApp();
  anna = await app.signedUp();
});

afterAll(() => app.close());

const trees = { name: 'Drzewa', quantity: '3', unit: 'szt.', price: '123,45', rate: '8' };
const work = { name: 'Praca', quantity: '1,5', unit: 'h', price: '99,99', rate: '23' };
const nothing = { name: '', quantity: '1', unit: '', price: '', rate: '23' };
const park = { name: 'Park', agreedGross: '5', currency: 'PLN', vatRate: '23', lines: [trees, work] };
const made = async (fields: object = {}) => (await anna.post('/crm/deals', { ...park, ...fields })).location!;
const rows = (sql: string) => withClient(app.database.ownerOptions, async (client) => (await client.query(sql)).rows);
const idOf = (deal: string) => deal.split('/').at(-1);

describe('the lines of a deal (R85, R123)', () => {
  it('make up its agreed gross, whatever was typed there', async () => {
    const deal = await made();
    const { text } = await anna.visit(deal);
    expect(text).toMatch(/370,35\szł/); // 3 · 123.45
    expect(text).toMatch(/149,99\szł/); // 1.5 · 99.99 = 149.985
    expect(text).toMatch(/<dd>520,34\szł<\/dd>/);
    expect((await anna.visit(`${deal}/edit`)).text).toMatch(/name="agreedGross"[^>]*value="520,34"[^>]*readonly/);
  });

  it('tell what is left of it without VAT, reckoned once for each rate as on the invoice (R24, R86, R88)', async () => {
    // 8 %: 370.35 less 27.43; 23 %: 149.99 + 0.01 less 28.05
    const deal = await made({ lines: [trees, work, { ...work, quantity: '1', price: '0,01' }] });
    expect((await anna.visit(deal)).text).toMatch(/<dt>Uzgodniona wartość netto<\/dt><dd>464,87\szł<\/dd>/);
    expect((await anna.visit(await made({ lines: [], agreedGross: '123', vatRate: 'zw' }))).text).toMatch(
      /netto<\/dt><dd>123,00\szł/,
    );
  });

  it('leave the typed value alone when there are none', async () => {
    expect((await anna.visit(await made({ lines: [nothing, nothing] }))).text).toMatch(/<dd>5,00\szł<\/dd>/);
  });

  it('are replaced as a whole, as one entry of the history (R119)', async () => {
    const deal = await made();
    await anna.post(deal, { ...park, lines: [{ ...trees, quantity: '4' }, nothing] });
    expect(await rows(`select name, quantity::float from deal_lines where deal_id = ${idOf(deal)}`)).toEqual([
      { name: 'Drzewa', quantity: 4 },
    ]);
    const { text } = await anna.visit(deal);
    expect(text.match(/<p>Zmieniono pozycje<\/p>/g)).toHaveLength(1);
    expect(text).toContain('<del>Drzewa · 3 szt. × 123,45; Praca · 1,5 h × 99,99</del>');
    expect(text).toContain('<ins>Drzewa · 4 szt. × 123,45</ins>');
  });

  it('are not written again by a form that leaves them as they are', async () => {
    const deal = await made();
    const before = await rows(`select id from deal_lines where deal_id = ${idOf(deal)}`);
    await anna.post(deal, { ...park, name: 'Park miejski' });
    expect(await rows(`select id from deal_lines where deal_id = ${idOf(deal)}`)).toEqual(before);
  });

  it('have their errors beside their own row, after rows that were left empty', async () => {
    const { status, text } = await anna.post('/crm/deals', { ...park, lines: [nothing, { ...trees, price: 'tanio' }] });
    expect(status).toBe(422);
    expect(text).toContain('id="f-lines.1.price-error"');
    expect(text).toContain('value="tanio"');
  });

  it('get more rows without script, keeping what was typed and saving nothing', async () => {
    const before = await rows('select count(*) from deals');
    const { text } = await anna.post('/crm/deals', { ...park, next: 'line' });
    expect(text).toContain('value="Drzewa"');
    expect(text).toContain('name="lines[3][name]"');
    expect(await rows('select count(*) from deals')).toEqual(before);
  });
});
