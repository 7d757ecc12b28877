import type { InvoiceInput } from '../../../src/invoicing/invoices/invoice.input';
import type { InvoicesService } from '../../../src/invoicing/invoices/invoices.service';
import { Decimal } from '../../../src/money/decimal';
import type { TestBrowser } from '../../app';
import { keyOf, line, Room } from './room';

let room: Room;
let anna: TestBrowser;
beforeAll(async () => {
  room = await Room.open();
  anna = await room.signedIn();
});
afterAll(() => room.test.close());

const issued = (changes: Partial<InvoiceInput> = {}) => room.does((invoices) => invoices.createAndIssue(room.input(changes)));
const drafted = (changes: Partial<InvoiceInput> = {}) => room.does((invoices) => invoices.draft(room.input(changes)));
const does = (work: (invoices: InvoicesService) => Promise<unknown>) => keyOf(room.does(work));

/** A receipt and the invoice to it. */
async function receiptWithInvoice() {
  const receipt = await issued({ kind: 'receipt', notes: 'Dziękujemy' });
  return { receipt, invoice: await issued({ fromInvoiceId: receipt }) };
}

describe('what may continue a document (R42)', () => {
  it.each<[string, () => Promise<Partial<InvoiceInput>>, string]>([
    ['a proforma', async () => ({ fromInvoiceId: await issued({ kind: 'proforma' }) }), 'done'],
    ['a draft', async () => ({ fromInvoiceId: await drafted({ kind: 'proforma' }) }), 'source_does_not_stand'],
    ['one that is not there', async () => ({ fromInvoiceId: 999_999 }), 'source_gone'],
    ['an invoice', async () => ({ fromInvoiceId: await issued() }), 'kind_does_not_continue'],
    [
      'one in other currency',
      async () => ({ fromInvoiceId: await issued({ kind: 'proforma', currency: 'EUR' }) }),
      'source_in_other_currency',
    ],
    [
      'a receipt that has an invoice',
      async () => ({ fromInvoiceId: (await receiptWithInvoice()).receipt }),
      'source_is_continued',
    ],
    [
      'a proforma a second time',
      async () => {
        const proforma = await issued({ kind: 'proforma' });
        await issued({ fromInvoiceId: proforma });
        return { fromInvoiceId: proforma };
      },
      'done',
    ],
  ])('an invoice from %s', async (_, changes, outcome) => {
    expect(await keyOf(issued(await changes()))).toBe(outcome);
  });

  it.each(['cancel', 'delete'] as const)('is asked again at issue, when the source ended by %s meanwhile', async (verb) => {
    const proforma = await issued({ kind: 'proforma' });
    const draft = await drafted({ fromInvoiceId: proforma });
    await room.does((invoices) => invoices[verb](proforma, null));
    expect(await does((invoices) => invoices.issue(draft))).toBe('source_does_not_stand');
  });

  it('keeps a draft of a kind and currency in which it continues', async () => {
    const draft = await drafted({ fromInvoiceId: await issued({ kind: 'proforma' }) });
    expect(await does((invoices) => invoices.update(draft, room.input({ kind: 'estimate' })))).toBe('kind_does_not_continue');
    expect(await does((invoices) => invoices.update(draft, room.input({ currency: 'EUR' })))).toBe('source_in_other_currency');
    await room.does((invoices) => invoices.update(draft, room.input({ kind: 'bill' })));
    expect(await room.find(draft)).toMatchObject({ kind: 'bill', fromInvoiceId: expect.any(Number) });
  });

  it('makes one invoice of a receipt, however many are issued at once, and of one form sent five times (R118)', async () => {
    const receipt = await issued({ kind: 'receipt' });
    const several = await Promise.all([1, 2, 3].map(() => keyOf(issued({ fromInvoiceId: receipt }))));
    expect(several.filter((outcome) => outcome === 'done')).toHaveLength(1);
    const other = await issued({ kind: 'receipt' });
    const requestKey = '11111111-2222-4333-8444-555555555555';
    const same = await Promise.all([1, 2, 3, 4, 5].map(() => issued({ fromInvoiceId: other, requestKey })));
    expect(new Set(same).size).toBe(1);
  });

  it('is held by the database too', async () => {
    const { receipt, invoice } = await receiptWithInvoice();
    await expect(room.rows(`update invoices set from_invoice_id = id where id = ${receipt}`)).rejects.toThrow();
    await expect(room.rows(`update invoices set from_invoice_id = null where id = ${invoice}`)).rejects.toThrow(
      'keeps what it continues',
    );
    for (const change of ['cancelled_at = now()', 'deleted_at = now()', 'net = net + 1, gross = gross + 1'])
      await expect(room.rows(`update invoices set ${change} where id = ${receipt}`)).rejects.toThrow('stays as it is');
    const draft = await drafted({ fromInvoiceId: await issued({ kind: 'receipt' }) });
    await room.rows(
      `update invoices set cancelled_at = now() where id = (select from_invoice_id from invoices where id = ${draft})`,
    );
    await expect(room.rows(`update invoices set issued_at = now(), number = 'X/1' where id = ${draft}`)).rejects.toThrow(
      'one that stands',
    );
  });
});

describe('a receipt with an invoice to it (R125)', () => {
  it.each<[string, Partial<InvoiceInput>, string]>([
    ['notes', { notes: 'Zapraszamy ponownie' }, 'done'],
    ['place', { place: 'Poznań' }, 'done'],
    ['name of a line', { lines: [line({ name: 'Projekt ogrodu zimowego' })] }, 'done'],
    ['days to pay in', { paymentDays: 3 }, 'done'],
    ['way to pay', { paymentMethod: 'card' }, 'done'],
    ['price', { lines: [line({ price: new Decimal(10) })] }, 'continued_keeps_figures'],
    ['quantity', { lines: [line({ quantity: new Decimal(2) })] }, 'continued_keeps_figures'],
    ['rate', { lines: [line({ rate: '8' })] }, 'continued_keeps_figures'],
    ['discount', { lines: [line({ discount: new Decimal(5) })] }, 'continued_keeps_figures'],
    ['lines', { lines: [line({}), line({})] }, 'continued_keeps_figures'],
    ['method', { method: 'net_sum' }, 'continued_keeps_figures'],
    ['day of sale', { soldOn: '2026-01-02' }, 'continued_keeps_figures'],
    ['buyer', { buyerName: 'Kto inny' }, 'continued_keeps_figures'],
    ['client', { clientId: null }, 'continued_keeps_figures'],
  ])('edit of the %s', async (_, change, outcome) => {
    const { receipt } = await receiptWithInvoice();
    const { clientId } = await room.find(receipt);
    const input = room.input({ kind: 'receipt', clientId, ...change });
    expect(await does((invoices) => invoices.update(receipt, input))).toBe(outcome);
  });

  it.each(['cancel', 'delete'] as const)('lets nobody %s it until the invoice is cancelled or deleted', async (verb) => {
    for (const end of ['cancel', 'delete'] as const) {
      const { receipt, invoice } = await receiptWithInvoice();
      expect(await does((invoices) => invoices[verb](receipt, null))).toBe('invoice_is_continued');
      await room.does((invoices) => invoices[end](invoice, null));
      expect(await does((invoices) => invoices[verb](receipt, null))).toBe('done');
      if (end === 'delete') expect(await does((invoices) => invoices.restore(invoice))).toBe('source_does_not_stand');
    }
  });

  it('is not held by a draft, nor is a proforma by its invoice', async () => {
    const receipt = await issued({ kind: 'receipt' });
    await drafted({ fromInvoiceId: receipt });
    expect(await does((invoices) => invoices.cancel(receipt, null))).toBe('done');
    const proforma = await issued({ kind: 'proforma' });
    await issued({ fromInvoiceId: proforma });
    expect(await does((invoices) => invoices.cancel(proforma, null))).toBe('done');
  });

  it('gives each reason in its menu, names the other document, and each leads to the other', async () => {
    const { receipt, invoice } = await receiptWithInvoice();
    const { text } = await anna.visit(`/invoicing/invoices/${receipt}`);
    expect(text.match(/Na podstawie tego dokumentu wystawiono inny\. Najpierw/g)).toHaveLength(2);
    expect(text).toContain('wystawiono już inny');
    expect(text).toContain(`href="/invoicing/invoices/${invoice}"`);
    expect((await anna.visit(`/invoicing/invoices/${invoice}`)).text).toContain(`href="/invoicing/invoices/${receipt}"`);
    expect((await anna.visit(`/invoicing/invoices/${receipt}/edit`)).text).toContain('tylko teksty i warunki płatności');
  });
});

describe('the form of a continuation (R42)', () => {
  it('is offered on issued documents only, and filled from the document', async () => {
    const lines = [line({ name: 'Altana', unit: 'szt.', price: new Decimal('1234.5'), discount: new Decimal(10) })];
    const proforma = await issued({ kind: 'proforma', lines, paymentDays: 21, paymentMethod: 'cash', notes: 'Zaliczka 50%' });
    const page = await anna.visit(`/invoicing/invoices/${proforma}`);
    expect(page.text).toContain('Wystaw fakturę VAT na podstawie');
    const { text } = await anna.visit(`/invoicing/invoices/new?from=${proforma}&kind=vat`);
    for (const value of ['Altana', 'szt.', '1234,50', '10', '21', String(proforma)]) expect(text).toContain(`value="${value}"`);
    for (const said of [
      'Zaliczka 50%',
      '<option value="cash" selected',
      '<option value="vat" selected',
      'Na podstawie: Faktura pro forma PRO/',
    ])
      expect(text).toContain(said);
    const draft = await drafted({ kind: 'proforma' });
    expect((await anna.visit(`/invoicing/invoices/${draft}`)).text).not.toContain('na podstawie');
  });

  it('is not there for a kind that continues nothing, nor for a document that is not', async () => {
    const invoice = await issued();
    expect((await anna.visit(`/invoicing/invoices/new?from=${invoice}&kind=vat`)).status).toBe(303);
    for (const query of ['from=999999&kind=vat', 'from=x', 'copy=999999'])
      expect((await anna.visit(`/invoicing/invoices/new?${query}`)).status).toBe(404);
  });

  it('keeps what was typed when the document is refused', async () => {
    const { receipt } = await receiptWithInvoice();
    const form = room.form({ fromInvoiceId: receipt, next: 'issue', notes: 'Wpisane' });
    const { status, text } = await anna.post(`/invoicing/invoices?from=${receipt}&kind=vat`, form);
    expect(status).toBe(422);
    for (const said of ['Wpisane', 'wystawiono już inny']) expect(text).toContain(said);
  });
});

describe('an account that keeps what is issued (R49)', () => {
  beforeAll(() => room.rows('update accounts set issued_deletable = false'));
  afterAll(() => room.rows('update accounts set issued_deletable = true'));

  it('refuses to delete it, with the lawful way, in the menu as in the database', async () => {
    const id = await issued();
    expect(await does((invoices) => invoices.delete(id, null))).toBe('issued_is_not_deleted');
    expect((await anna.visit(`/invoicing/invoices/${id}`)).text).toContain('Zamiast tego anuluj dokument');
    await expect(room.rows(`update invoices set deleted_at = now() where id = ${id}`)).rejects.toThrow('keeps issued documents');
    await room.does((invoices) => invoices.cancel(id, null));
    expect(await does((invoices) => invoices.delete(id, null))).toBe('cancelled_is_not_deleted');
  });

  it('deletes drafts as ever', async () => {
    const id = await drafted();
    expect(await does((invoices) => invoices.delete(id, null))).toBe('done');
  });
});

it('is told so by a tick of the account’s settings (R49)', async () => {
  const page = await anna.visit('/settings/account');
  expect(page.text).toMatch(/name="issuedDeletable" checked/);
  const [, version] = /name="version" value="(\d+)"/.exec(page.text)!;
  const account = { name: 'Ogrody Zielińska', language: 'pl', timeZone: 'Europe/Warsaw', currency: 'PLN', version };
  expect((await anna.post('/settings/account', account)).status).toBe(303);
  const id = await issued();
  expect(await does((invoices) => invoices.delete(id, null))).toBe('issued_is_not_deleted');
  expect((await anna.visit('/settings/account')).text).toContain('Usuwanie wystawionych dokumentów');
});
