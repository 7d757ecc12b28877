import { randomUUID } from 'node:crypto';
import { Transaction } from '../../../src/database/transaction';
import type { TestBrowser } from '../../app';
import { Room } from './room';

let room: Room;
let anna: TestBrowser;
beforeAll(async () => {
  room = await Room.open();
  anna = await room.signedIn();
});
afterAll(() => room.test.close());

it('offers the first document on an empty list', async () => {
  const { status, text } = await anna.visit('/invoicing/invoices');
  expect(status).toBe(200);
  expect(text).toContain('Nie ma jeszcze dokumentów');
});

it('issues from the form, and shows the document like its paper (R96)', async () => {
  expect((await anna.visit('/invoicing/invoices/new')).status).toBe(200);
  const form = room.form({ next: 'issue', requestKey: randomUUID() });
  const first = await anna.post('/invoicing/invoices', form);
  const again = await anna.post('/invoicing/invoices', form);
  expect(first).toMatchObject({ status: 303, location: expect.stringMatching(/^\/invoicing\/invoices\/\d+$/) });
  expect(again.location).toBe(first.location);
  const { text } = await anna.visit(first.location!);
  expect(text).toMatch(/1\/\d\d\/20\d\d/);
  expect(text).toContain('Projekt ogrodu');
  expect((await anna.visit('/invoicing/invoices?words=lipą&kind=vat&state=issued')).text).toContain('Kawiarnia Pod Lipą');
});

it.each([
  [
    'kp',
    ['Kasa', 'Wpłacający', 'Tytułem', 'Kwota', 'Wpłacono'],
    /Sprzedawca|Nabywca|Do zapłaty|Termin płatności|Sposób płatności|Data sprzedaży/,
  ],
  [
    'kw',
    ['Kasa', 'Odbierający', 'Tytułem', 'Kwota', 'Wypłacono'],
    /Sprzedawca|Nabywca|Do zapłaty|Termin płatności|Sposób płatności|Data sprzedaży/,
  ],
  ['accounting_note', ['Wystawca', 'Kontrahent', 'Tytułem', 'Kwota', 'Sposób płatności'], /Sprzedawca|Nabywca|Data sprzedaży/],
  ['bill', ['Sprzedawca', 'Nabywca', 'Cena', 'Wartość', 'Do zapłaty'], /Cena netto|Cena brutto/],
])('calls what a %s names as its PDF does (R94, R101)', async (kind, words, never) => {
  const { location } = await anna.post(
    '/invoicing/invoices',
    room.form({ kind, exemptBasis: 'art. 113 ust. 1', next: 'issue', requestKey: randomUUID() }),
  );
  const { text } = await anna.visit(location!);
  for (const word of words) expect(text).toContain(`>${word}`);
  expect(text).not.toMatch(never);
});

it('keeps what was typed, with the errors beside the lines', async () => {
  const lines = [
    { name: '', quantity: '1', price: '', rate: '23' },
    { name: 'Trawnik', quantity: '0', price: 'dużo', rate: '23' },
  ];
  const { status, text } = await anna.post('/invoicing/invoices', room.form({ next: 'issue', lines, notes: 'Pilne' }));
  expect(status).toBe(422);
  expect(text).toContain('Trawnik');
  expect(text).toContain('Pilne');
  expect(text).toContain('#f-lines.1.price');
});

it('adds a line without script: keeps the draft and opens it again', async () => {
  const { location } = await anna.post('/invoicing/invoices', room.form({ next: 'line', requestKey: randomUUID() }));
  expect(location).toMatch(/\/edit$/);
  const { status, text } = await anna.visit(location!);
  expect(status).toBe(200);
  expect(text).toContain('lines[3][name]');
});

it('issues, cancels, deletes and restores by its own addresses (R46, R50)', async () => {
  const { location } = await anna.post('/invoicing/invoices', room.form({ next: 'draft', requestKey: randomUUID() }));
  for (const [verb, word] of [
    ['issuance', 'Nieopłacony'],
    ['cancellation', 'Anulowany'],
    ['deletion', 'Usunięty'],
    ['restoration', 'Anulowany'],
  ]) {
    expect(await anna.post(`${location}/${verb}`, { reason: 'Pomyłka' })).toMatchObject({ status: 303, location });
    expect((await anna.visit(location!)).text).toContain(word);
  }
});

it('takes what was changed when the form of a draft is sent again, and only shows what is changed or issued since (R118)', async () => {
  const form = room.form({ next: 'draft', requestKey: randomUUID() });
  const { location } = await anna.post('/invoicing/invoices', form);
  const again = await anna.post('/invoicing/invoices', { ...form, notes: 'Dopisane', next: 'issue' });
  expect(again.location).toBe(location);
  expect(await room.find(Number(location!.split('/').at(-1)))).toMatchObject({ words: { notes: 'Dopisane' }, state: 'issued' });
  await anna.post('/invoicing/invoices', { ...form, notes: 'Po wystawieniu' });
  expect(await room.find(Number(location!.split('/').at(-1)))).toMatchObject({ words: { notes: 'Dopisane' }, state: 'issued' });
});

it('shows the logo of the seller on the paper (R69)', async () => {
  const { location } = await anna.post('/invoicing/invoices', room.form({ next: 'draft', requestKey: randomUUID() }));
  expect((await anna.visit(location!)).text).not.toContain('paper-logo');
  await room.rows(`insert into department_logos (account_id, department_id, type, bytes)
    values (${room.anna.account}, ${room.department}, 'image/png', '\\x89504e47')`);
  expect((await anna.visit(location!)).text).toContain(`class="paper-logo" src="/departments/${room.department}/logo?v`);
});

it('says on form and page that an invoice needs the tax number and address of its seller, and where they are set', async () => {
  const settings = `href="/settings/departments/${room.department}/edit"`;
  expect((await anna.visit('/invoicing/invoices/new')).text).toContain(settings);
  const { location } = await anna.post('/invoicing/invoices', room.form({ next: 'draft', requestKey: randomUUID() }));
  expect((await anna.visit(location!)).text).toContain('art. 106e');
  await room.rows(`update departments set tax_no = '5252445767', street = 'Leśna 1', city = 'Poznań', version = version + 1`);
  await anna.post(location!, room.form({ next: 'draft' }));
  for (const page of ['/invoicing/invoices/new', location!]) expect((await anna.visit(page)).text).not.toContain('art. 106e');
});

it('asks the database at most ten times a page', async () => {
  const receipt = await room.does((invoices) => invoices.createAndIssue(room.input({ kind: 'receipt' })));
  const invoice = await room.does((invoices) => invoices.createAndIssue(room.input({ fromInvoiceId: receipt })));
  await room.does((invoices) => invoices.cancel(invoice, null));
  for (const page of ['', '/new', `/new?from=${receipt}&kind=vat`, `/${receipt}`, `/${invoice}`, `/${receipt}/edit`]) {
    const asked = jest.spyOn(Transaction.prototype, 'query');
    expect((await anna.visit(`/invoicing/invoices${page}`)).status).toBe(200);
    expect([page, asked.mock.calls.length + 1 <= 10]).toEqual([page, true]); // and once for the session
    asked.mockRestore();
  }
});
