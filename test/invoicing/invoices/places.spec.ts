import { Events } from '../../../src/events/events';
import { Decimal } from '../../../src/money/decimal';
import { Panels } from '../../../src/web/panels';
import type { TestBrowser } from '../../app';
import { Room } from './room';

let room: Room;
let anna: TestBrowser;
let told: [string, number][];
beforeAll(async () => {
  room = await Room.open();
  anna = await room.signedIn();
  const events = room.test.app.get(Events);
  const publish = events.publish.bind(events);
  events.publish = (event: object) => {
    told.push([event.constructor.name, (event as { invoice: number }).invoice]);
    return publish(event);
  };
});
beforeEach(() => {
  told = [];
});
afterAll(() => room.test.close());

const ofInvoices = () => told.filter(([name]) => name.startsWith('Invoice'));
const client = async (name: string, more = '') => {
  const [{ id }] = await room.rows<{ id: number }>(
    `insert into clients (account_id, name, city, payment_days ${more ? ', payer_id' : ''})
      values (${room.anna.account}, '${name}', 'Poznań', 21 ${more && `, ${more}`}) returning id::int`,
  );
  return id;
};

it('tells of a draft that it is kept, and of a document issued at once only that it is issued (R33)', async () => {
  const draft = await room.does((invoices) => invoices.draft(room.input()));
  const issued = await room.does((invoices) => invoices.createAndIssue(room.input()));
  expect(ofInvoices()).toEqual([
    ['InvoiceDrafted', draft],
    ['InvoiceIssued', issued],
  ]);
});

it('names the client whom a typed buyer turned out to be, without a second event (R8)', async () => {
  const [id, found] = [await room.does((invoices) => invoices.draft(room.input())), await client('Kawiarnia Pod Lipą')];
  told = [];
  await room.does((invoices) => invoices.assignClient(id, found));
  expect(await room.find(id)).toMatchObject({ clientId: found, buyer: { name: 'Kawiarnia Pod Lipą' } });
  expect(told).toEqual([]);
});

it('remembers that the buyer is knowingly another than the client of the deal (R126)', async () => {
  const id = await room.does((invoices) => invoices.draft(room.input({ otherBuyer: true })));
  expect((await room.find(id)).otherBuyer).toBe(true);
});

it('fills the blank form with what other rooms know, and posts it to the same query (R20)', async () => {
  room.test.app.get(Panels, { strict: false }).hang('invoice.blank', async (subject) => {
    const { query } = subject as { query: Record<string, string> };
    if (!query.orders) return [];
    const lines = [{ name: 'Ogród zimowy', price: new Decimal(1230).toFixed(2), dealId: 77 }];
    return [{ values: { buyerName: 'Dom Kultury', currency: 'EUR', lines }, notes: ['Z dwóch interesów'] }];
  });
  const { text } = await anna.visit('/invoicing/invoices/new?orders=77');
  expect(text).toContain('action="/invoicing/invoices?orders&#x3D;77"');
  expect(text).toContain('Z dwóch interesów');
  expect(text).toContain('value="Dom Kultury"');
  expect(text).toContain('value="Ogród zimowy"');
  expect(text).toContain('name="lines[0][dealId]" value="77"');
  expect(text).toContain('name="lines[3][name]"');
  const again = await anna.post('/invoicing/invoices?orders=77', room.form({ next: 'issue', lines: [], buyerName: 'Ktoś inny' }));
  expect(again.status).toBe(422);
  expect(again.text).toContain('Z dwóch interesów');
  expect(again.text).toContain('value="Ktoś inny"');
});

it('shows on the page of a document which deal it belongs to (R30)', async () => {
  const id = await room.does((invoices) => invoices.draft(room.input()));
  room.test.app.get(Panels, { strict: false }).hang('invoice.deals', async (subject) => {
    if ((subject as { id: number }).id !== id) return [];
    return [{ href: '/crm/deals/5', label: 'Ogród na dachu', note: 'liczony' }];
  });
  const { text } = await anna.visit(`/invoicing/invoices/${id}`);
  expect(text).toContain('<a href="/crm/deals/5">Ogród na dachu</a>');
  expect(text).toContain('liczony');
});

it('begins a document for a client, with the payer as buyer if there is one (R25, R62)', async () => {
  const payer = await client('Centrala');
  const shop = await client('Sklep', String(payer));
  const { text } = await anna.visit(`/invoicing/invoices/new?client=${payer}`);
  expect(text).toContain('name="buyerName" type="text" value="Centrala"');
  expect(text).toContain('name="paymentDays" type="text" value="21"');
  expect((await anna.visit(`/invoicing/invoices/new?client=${shop}`)).text).toContain('value="Centrala"');
  expect((await anna.visit('/invoicing/invoices/new?client=abc')).status).toBe(200);
  expect((await anna.visit('/invoicing/invoices/new?client=99999999')).status).toBe(200);
});
