import { Decimal } from '../../../src/money/decimal';
import type { TestBrowser } from '../../app';
import { line, Room } from './room';

let room: Room;
let anna: TestBrowser;
beforeAll(async () => {
  room = await Room.open();
  anna = await room.signedIn();
});
afterAll(() => room.test.close());

const page = async (id: number) => {
  const { status, text } = await anna.visit(`/invoicing/invoices/${id}`);
  expect(status).toBe(200);
  return text.replaceAll(/\s+/g, ' ');
};
const told = (text: string) => [...text.matchAll(/timeline-body"> <p>([^<]*)/g)].map(([, happened]) => happened);

it('tells the whole life of a document on its page: who, when, what was before and after (R57, R119)', async () => {
  const id = await room.does((invoices) => invoices.draft(room.input()));
  const lines = [line({ name: 'Projekt tarasu', price: new Decimal('99.5') })];
  await room.does((invoices) => invoices.update(id, room.input({ notes: 'Pilne', paymentMethod: 'cash', lines })));
  await room.does((invoices) => invoices.issue(id));
  await room.does((invoices) => invoices.cancel(id, 'Zły nabywca'));
  await room.does((invoices) => invoices.delete(id, 'Nie było sprzedaży'));
  await room.does((invoices) => invoices.restore(id));
  const text = await page(id);
  expect(told(text)).toEqual([
    'Przywrócono dokument',
    'Usunięto dokument',
    'Anulowano dokument',
    'Wystawiono dokument',
    // Issuing named the client that the typed buyer is.
    'Zmieniono dokument',
    'Zmieniono pozycje',
    'Zmieniono dokument',
    'Utworzono dokument',
  ]);
  expect(text).toMatch(/Uwagi<\/dt><dd><ins>Pilne/);
  expect(text).toMatch(/Sposób płatności<\/dt><dd><del>przelew<\/del>.*?<ins>gotówka/);
  expect(text).toMatch(/Brutto<\/dt><dd><del>1 230,00 zł<\/del>.*?<ins>99,50 zł/);
  expect(text).toMatch(/Projekt ogrodu · 1 × 1 230,00<\/del>.*?<ins>Projekt tarasu · 1 × 99,50/);
  expect(text).toContain('Anna Zielińska');
});

it('says of what is cancelled or deleted when, by whom and why (R46, R50)', async () => {
  const id = await room.does((invoices) => invoices.createAndIssue(room.input()));
  await room.does((invoices) => invoices.cancel(id, 'Zły nabywca'));
  expect(await page(id)).toMatch(/Anulowano <time [^>]*>[^<]*<\/time>, Anna Zielińska: Zły nabywca/);
  await room.does((invoices) => invoices.delete(id, null));
  expect(await page(id)).toMatch(/Usunięto <time [^>]*>[^<]*<\/time>, Anna Zielińska<\/p>/);
});
