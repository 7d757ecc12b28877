import { randomUUID } from 'node:crypto';
import type { TestBrowser } from '../../app';
import { Room } from './room';

let room: Room;
let anna: TestBrowser;
let ewa: TestBrowser;
beforeAll(async () => {
  room = await Room.open();
  anna = await room.signedIn();
  const access = { invoicingRole: 'accountant' };
  const password = 'tajne-haslo-2';
  await anna.post('/settings/people', { name: 'Ewa Nowak', login: 'ewa', email: 'ewa@ogrody.example', password, ...access });
  ewa = room.test.browser();
  await ewa.post('/sign-in', { login: 'ewa', password });
});
afterAll(() => room.test.close());

const LINE = { name: 'Projekt ogrodu', quantity: '1', price: '1 230,00', rate: '23' };
const document = async () => {
  const { location } = await anna.post('/invoicing/invoices', room.form({ next: 'draft', requestKey: randomUUID() }));
  return { path: location!, find: () => room.find(Number(location!.split('/').at(-1))) };
};

/** What the hidden fields of a form say. */
function hidden(text: string) {
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)![1];
  const plain = (html: string) =>
    html.replace(/&(?:quot|#x([0-9A-F]+));/g, (_, code) => (code ? String.fromCodePoint(Number.parseInt(code, 16)) : '"'));
  return { version: value('version'), opened: plain(value('opened')).replaceAll('&amp;', '&') };
}

const opened = async (browser: TestBrowser, path: string) => hidden((await browser.visit(`${path}/edit`)).text);
const save = (browser: TestBrowser, path: string, form: object, changes: object) =>
  browser.post(path, { ...room.form({ next: 'draft' }), ...form, ...changes });

describe('two people who edit one document (R117)', () => {
  it('both have their changes when these are of different fields', async () => {
    const { path, find } = await document();
    const [annas, ewas] = [await opened(anna, path), await opened(ewa, path)];
    expect(await save(ewa, path, ewas, { notes: 'Od Ewy', buyerCity: 'Konin' })).toMatchObject({ status: 303 });
    const lines = [LINE, { ...LINE, name: 'Nasadzenia', price: '100' }];
    expect(await save(anna, path, annas, { place: 'Poznań', lines })).toMatchObject({ status: 303 });
    const invoice = await find();
    expect(invoice).toMatchObject({ words: { notes: 'Od Ewy', place: 'Poznań' }, buyer: { city: 'Konin' } });
    expect(invoice.gross.toFixed(2)).toBe('1330.00');
  });

  it('are asked where both changed the same, with both versions, and decide by saving again', async () => {
    const { path, find } = await document();
    const [annas, ewas] = [await opened(anna, path), await opened(ewa, path)];
    await save(ewa, path, ewas, { notes: 'Od Ewy', lines: [{ ...LINE, price: '99' }], paymentMethod: 'cash' });
    const mine = { notes: 'Od Anny', lines: [{ ...LINE, price: '50' }], paymentMethod: 'card' };
    const asked = await save(anna, path, annas, mine);
    expect(asked.status).toBe(422);
    for (const said of ['przez: Ewa Nowak. Teraz jest tu: Od Ewy', 'Teraz jest tu: gotówka', 'Projekt ogrodu · 1 × 99']) {
      expect(asked.text).toContain(said);
    }
    expect(asked.text).toContain('Od Anny</textarea>');
    expect((await find()).words.notes).toBe('Od Ewy');
    expect(await save(anna, path, hidden(asked.text), mine)).toMatchObject({ status: 303 });
    const invoice = await find();
    expect(invoice).toMatchObject({ words: { notes: 'Od Anny' }, paymentMethod: 'card' });
    expect(invoice.gross.toFixed(2)).toBe('50.00');
  });

  it('are not asked about lines that only one of them touched', async () => {
    const { path, find } = await document();
    const [annas, ewas] = [await opened(anna, path), await opened(ewa, path)];
    await save(ewa, path, ewas, { lines: [{ ...LINE, price: '77', discount: '0' }] });
    expect(await save(anna, path, annas, { notes: 'Tylko uwagi' })).toMatchObject({ status: 303 });
    const invoice = await find();
    expect([invoice.gross.toFixed(2), invoice.words.notes]).toEqual(['77.00', 'Tylko uwagi']);
  });

  it('cannot change what the other has cancelled meanwhile, and lose nothing that was typed', async () => {
    const { path } = await document();
    await anna.post(`${path}/issuance`);
    const annas = await opened(anna, path);
    await ewa.post(`${path}/cancellation`);
    const refused = await save(anna, path, annas, { notes: 'Za późno' });
    expect(refused).toMatchObject({ status: 422, text: expect.stringContaining('anulowany') });
    expect(refused.text).toContain('Za późno</textarea>');
  });
});
