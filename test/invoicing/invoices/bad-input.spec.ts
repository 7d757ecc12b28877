import { randomUUID } from 'node:crypto';
import type { TestBrowser } from '../../app';
import { Room } from './room';

let room: Room;
let anna: TestBrowser;
beforeAll(async () => {
  room = await Room.open();
  anna = await room.signedIn();
});
afterAll(() => room.test.close());

const line = { name: 'Trawnik', quantity: '1', price: '10', rate: '23' };
const post = (changes: object) =>
  anna.post('/invoicing/invoices', room.form({ next: 'issue', requestKey: randomUUID(), lines: [line], ...changes }));
const find = (location?: string) => room.find(Number(location!.split('/').at(-1)));

describe('what cannot be taken', () => {
  it.each<[string, object, string]>([
    ['no lines', { lines: [] }, 'lines'],
    ['only empty lines', { lines: [{ ...line, name: '', price: '' }] }, 'lines'],
    ['no lines at all', { lines: undefined }, 'lines'],
    ['a name without price', { lines: [{ ...line, price: '' }] }, 'lines.0.price'],
    ['a quantity of 0', { lines: [{ ...line, quantity: '0' }] }, 'lines.0.quantity'],
    ['a quantity with 7 decimals', { lines: [{ ...line, quantity: '1,0000001' }] }, 'lines.0.quantity'],
    ['a negative quantity', { lines: [{ ...line, quantity: '-1' }] }, 'lines.0.quantity'],
    ['a negative price', { lines: [{ ...line, price: '-0,01' }] }, 'lines.0.price'],
    ['a price of 1e20', { lines: [{ ...line, price: '1e20' }] }, 'lines.0.price'],
    ['a price of a hundred quintillion', { lines: [{ ...line, price: '100000000000000000000' }] }, 'lines.0.price'],
    ['a price with 9 decimals', { lines: [{ ...line, price: '0,000000001' }] }, 'lines.0.price'],
    ['a total beyond all sums', { lines: [{ ...line, price: '9999999999', quantity: '9999999' }] }, 'lines'],
    ['a discount of 101%', { lines: [{ ...line, discount: '101' }] }, 'lines.0.discount'],
    ['a rate that is none', { lines: [{ ...line, rate: '21' }] }, 'lines.0.rate'],
    ['a line of a deal that is not there', { lines: [{ ...line, dealId: '99999999' }] }, 'lines'],
    ['a name of 10,000 letters', { lines: [{ ...line, name: 'ż'.repeat(10_000) }] }, 'lines.0.name'],
    ['a unit of 21 letters', { lines: [{ ...line, unit: 'x'.repeat(21) }] }, 'lines.0.unit'],
    ['2026-02-30', { issueOn: '2026-02-30' }, 'issueOn'],
    ['the year 3026', { issueOn: '3026-11-24' }, 'issueOn'],
    ['the year 1999', { issueOn: '1999-12-31' }, 'issueOn'],
    ['a day before VAT as it is', { issueOn: '2005-12-31' }, 'issueOn'],
    ['a sale on no day', { soldOn: '2026-13-01' }, 'soldOn'],
    ['a due day beyond 2100', { issueOn: '2100-12-31', paymentDays: '30' }, 'paymentDays'],
    ['tomorrow', { issueOn: '2099-01-01' }, 'issueOn'],
    ['no days to pay in', { paymentDays: '-1' }, 'paymentDays'],
    ['more than a year to pay in', { paymentDays: '366' }, 'paymentDays'],
    ['a currency that is none', { currency: 'XYZ' }, 'currency'],
    ['a kind that is none', { kind: 'faktura' }, 'kind'],
    ['a method that is none', { method: 'net' }, 'method'],
    ['a department that is not there', { departmentId: '99999999' }, 'departmentId'],
    ['a department that is no number', { departmentId: 'główny' }, 'departmentId'],
    ['nobody who buys', { buyerName: '' }, 'buyerName'],
    ['a buyer of 10,000 letters', { buyerName: 'ż'.repeat(10_000) }, 'buyerName'],
    ['a control character', { buyerName: 'Lipa\u0001' }, 'buyerName'],
    ['an address that is no e-mail', { buyerEmail: 'lipa@' }, 'buyerEmail'],
    ['a country that is none', { buyerCountry: '1!' }, 'buyerCountry'],
    ['notes longer than a page', { notes: 'ż'.repeat(4001) }, 'notes'],
    ['an exchange rate of 0', { currency: 'EUR', exchangeRate: '0,00' }, 'exchangeRate'],
    ['a number longer than any', { number: '1'.repeat(257) }, 'number'],
  ])('%s is refused at its field, and all that was typed stays', async (_, changes, field) => {
    const { status, text } = await post({ place: 'Pod starą lipą', ...changes });
    expect(status).toBe(422);
    expect(text).toContain(`href="#f-${field}"`);
    expect(text).toContain(`id="f-${field}"`);
    expect(text).toContain('value="Pod starą lipą"');
  });

  it('is no reason to fail when the form is damaged', async () => {
    for (const lines of ['x', { a: 'b' }, [[1]], { 0: { name: { x: 1 }, price: ['1', '2'] } }]) {
      expect((await post({ lines })).status).toBe(422);
    }
  });

  it('leaves nothing behind', async () => {
    expect(await room.rows('select id from invoices')).toEqual([]);
  });
});

it('says of an exchange rate of 0 that it has to be more (R100)', async () => {
  const { text } = await post({ currency: 'EUR', exchangeRate: '0' });
  expect(text).toContain('Wpisz liczbę większą od zera.');
});

it('makes one line of what a form sends with line breaks in fields of one line (R115)', async () => {
  const broken = (name: string) => `${name}\r\nBcc: x@example.com\rx\u2028y\n`;
  const whole = (name: string) => `${name} Bcc: x@example.com x y`;
  const typed = {
    number: broken('L/1'),
    buyerName: broken('Lipa'),
    buyerStreet: broken('Ulica'),
    place: broken('Tu'),
    orderNo: broken('Z/7'),
  };
  const charges = [{ kind: 'charge', amount: '1', reason: broken('Kaucja') }];
  const { location } = await post({ ...typed, charges, lines: [{ ...line, name: broken('Wierzba'), code: broken('W') }] });
  const found = await find(location);
  expect([found.number, found.buyer.name, found.buyer.street, found.words.place]).toEqual(
    ['L/1', 'Lipa', 'Ulica', 'Tu'].map(whole),
  );
  expect([found.words.orderNo, found.lines![0].name, found.lines![0].code]).toEqual(['Z/7', 'Wierzba', 'W'].map(whole));
  expect(found.charges![0].reason).toBe(whole('Kaucja'));
});

it('keeps HTML, emoji and quotes as they were typed, and shows them as text (R115)', async () => {
  const text = (name: string) => `${name} <img src=x onerror="alert(1)"> & 'ąę' 🌳 {0} {{7*7}}`;
  const typed = {
    number: text('F/1'),
    buyerName: text('Lipa'),
    buyerStreet: text('Ulica'),
    buyerPostCode: '<b>60</b>',
    buyerCity: text('Miasto'),
    place: text('Tu'),
    notes: `${text('Uwaga')}\n<script>alert(2)</script>`,
  };
  const { location } = await post({ ...typed, lines: [{ ...line, name: text('Wierzba'), unit: '<i>m²</i>' }] });
  const { number, buyer, words, lines } = await find(location);
  expect({ number, ...words }).toMatchObject({ number: typed.number, place: typed.place, notes: typed.notes });
  expect([buyer.name, buyer.street, buyer.postCode, buyer.city]).toEqual([
    ...[typed.buyerName, typed.buyerStreet, typed.buyerPostCode, typed.buyerCity],
  ]);
  expect(lines).toMatchObject([{ name: text('Wierzba'), unit: '<i>m²</i>' }]);
  for (const path of [location!, `${location}/edit`, '/invoicing/invoices', '/invoicing/invoices?words=%3Cimg']) {
    const page = await anna.visit(path);
    expect(page.status).toBe(200);
    expect(page.text).not.toMatch(/<img|<script>alert|<i>m²|<b>60/);
  }
  expect((await anna.visit(location!)).text).toContain('Lipa &lt;img src&#x3D;x');
});

it('says at the field that a typed number is taken, and takes another (R96)', async () => {
  await post({ number: 'A/7' });
  const taken = await post({ number: 'A/7', buyerName: 'Kawiarnia Druga' });
  expect(taken.status).toBe(422);
  expect(taken.text).toContain('href="#f-number"');
  expect(taken.text).toContain('Numer A/7 jest już zajęty');
  expect(taken.text).toContain('value="Kawiarnia Druga"');
  expect((await find((await post({ number: 'A/8' })).location)).number).toBe('A/8');
});

it('makes one document of a double click, and issues a draft once (R118)', async () => {
  const requestKey = randomUUID();
  const answers = await Promise.all(Array.from({ length: 4 }, () => post({ requestKey })));
  expect(new Set(answers.map(({ status, location }) => `${status} ${location}`)).size).toBe(1);
  const { location } = await post({ next: 'draft' });
  const issued = await Promise.all(Array.from({ length: 4 }, () => anna.post(`${location}/issuance`)));
  expect(issued.map(({ status }) => status)).toEqual([303, 303, 303, 303]);
  const events = await room.rows(
    `select from history where record_table = 'invoices' and changes ? 'issued_at' and record_id = ${location!.split('/').at(-1)}`,
  );
  expect(events).toHaveLength(1);
});

it('finds nothing under an address that is no document', async () => {
  for (const id of ['0', '-1', '1e3', '99999999', 'abc', '9'.repeat(30)]) {
    expect((await anna.visit(`/invoicing/invoices/${id}`)).status).toBe(404);
    expect((await anna.post(`/invoicing/invoices/${id}/cancellation`)).status).toBe(404);
  }
});
