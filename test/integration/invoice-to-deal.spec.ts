import { randomUUID } from 'node:crypto';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { ACCEPTED_BY_DEFAULT } from '../../src/integration/settings/integration-settings.entity';
import { InvoicesService } from '../../src/invoicing/invoices/invoices.service';
import { InvoiceIssued } from '../../src/invoicing/invoicing.events';
import { Firm, line } from './firm';

let firm: Firm;
beforeAll(async () => {
  firm = await Firm.open();
});
afterAll(() => firm.close());

const bornOf = (invoice: number) => firm.deals(`d.born_of_invoice_id = ${invoice}`);

describe('an invoice issued outside a deal', () => {
  it('R33, R35, R37: makes one deal named by its first line, worth its gross, in the same transaction', async () => {
    const invoice = await firm.issue({ lines: [line('Trawnik', 500), line('Ławka', 300), line('Żwir', 200.01)] });
    expect(await bornOf(invoice)).toMatchObject([
      { name: 'Trawnik', shownName: 'Trawnik', counted: '1000.01', agreed: '0.00', born: invoice },
    ]);
  });

  it('R34: attaches the deal to its buyer, made if new', async () => {
    const invoice = await firm.issue({ buyerName: 'Pensjonat Zacisze' });
    const [{ client }] = await bornOf(invoice);
    const [made] = await firm.rows<{ id: number; client: number }>(
      `select c.id::int, i.client_id::int client from clients c, invoices i where c.name = 'Pensjonat Zacisze' and i.id = ${invoice}`,
    );
    expect([made.id, made.client]).toEqual([client, client]);
  });

  it('R34: attaches it to the recipient where CRM is set so', async () => {
    const [payer, pays] = [await firm.client('Spółka Matka'), await firm.client('Spółka Córka')];
    await firm.browser.post('/settings/accepted-documents', { kinds: ['vat'], stageId: '', dealClient: 'recipient' });
    const invoice = await firm.issue({ clientId: payer, recipientId: pays });
    expect(await bornOf(invoice)).toMatchObject([{ client: pays }]);
    await acceptUsual();
  });

  it('R37: keeps the currency of the document', async () => {
    const invoice = await firm.issue({ currency: 'EUR', lines: [line('Garden design', 99.99)] });
    expect(await bornOf(invoice)).toMatchObject([{ currency: 'EUR', counted: '99.99' }]);
  });

  it('R42: puts the deal in the first won stage, its department, and the hands of who issued it', async () => {
    const invoice = await firm.issue();
    expect(await bornOf(invoice)).toMatchObject([{ stage: 'won', department: firm.department, responsible: firm.anna.user }]);
  });

  it('R42: puts it in the stage that CRM names, and in its replacement when that stage is removed (R89)', async () => {
    const stages = await firm.rows<{ id: number; outcome: string }>('select id::int, outcome from stages order by position');
    const open = stages.filter(({ outcome }) => outcome === 'open').map(({ id }) => id);
    await firm.browser.post('/settings/accepted-documents', { kinds: ['vat'], stageId: open[1], dealClient: 'buyer' });
    const [stageOf] = [
      async (invoice: number) =>
        (await firm.rows<{ s: number }>(`select stage_id::int s from deals where born_of_invoice_id = ${invoice}`))[0].s,
    ];
    expect(await stageOf(await firm.issue())).toBe(open[1]);
    await firm.browser.post(`/settings/stages/${open[1]}/deletion`, { replacementId: open[0] });
    expect(await stageOf(await firm.issue())).toBe(open[0]);
    await acceptUsual();
  });

  it('R42: makes two deals of two invoices with the same client and the same first line', async () => {
    const client = await firm.client('Hotel Bukowy');
    const [first, second] = [await firm.issue({ clientId: client }), await firm.issue({ clientId: client })];
    expect((await firm.deals(`d.client_id = ${client}`)).map(({ born }) => born)).toEqual([first, second]);
  });

  it('R31, R41: makes no deal when its kind is not accepted', async () => {
    const before = (await firm.deals()).length;
    for (const kind of ['proforma', 'estimate', 'bill']) await firm.issue({ kind });
    expect((await firm.deals()).length).toBe(before);
  });

  it('R40: accepts invoices, receipts and margin invoices by default', async () => {
    const [{ accepted_kinds: kinds }] = await firm.rows<{ accepted_kinds: string[] }>(
      'select accepted_kinds from integration_settings',
    );
    const wanted = ['vat', 'vat_mp', 'wdt', 'export_products', 'invoice_other', 'receipt', 'vat_margin', 'advance', 'final'];
    expect([...kinds].sort()).toEqual(wanted.sort());
    for (const kind of ['receipt', 'vat_margin']) expect(await bornOf(await firm.issue({ kind }))).toHaveLength(1);
  });

  it('R39: follows the accepted kinds from the next issue on, and only then', async () => {
    const before = await firm.issue();
    await firm.browser.post('/settings/accepted-documents', { kinds: ['bill'], stageId: '', dealClient: 'buyer' });
    const [invoice, bill] = [await firm.issue(), await firm.issue({ kind: 'bill' })];
    expect([await bornOf(invoice), await bornOf(bill)]).toMatchObject([[], [{ counted: '1230.00' }]]);
    await firm.edit(before, { lines: [line('Altana', 246)] });
    expect(await bornOf(before)).toMatchObject([{ shownName: 'Altana', counted: '246.00' }]);
    await acceptUsual();
  });

  it('R43: makes one deal however often the same form is sent, also at once', async () => {
    const same = { requestKey: randomUUID(), buyerName: 'Jednorazowa sp. z o.o.' };
    const ids = await Promise.all(Array.from({ length: 50 }, () => firm.issue(same)));
    expect(new Set(ids).size).toBe(1);
    expect(await bornOf(ids[0])).toHaveLength(1);
    expect(await firm.rows(`select from clients where name = 'Jednorazowa sp. z o.o.'`)).toHaveLength(1);
  });

  it('R9: makes one client of twenty buyers with one NIP issued at once, in any notation', async () => {
    const notations = ['525-244-57-67', 'PL5252445767', '5252445767', 'PL 525 244 57 67'];
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => firm.issue({ buyerName: `Zieleń ${index}`, buyerTaxNo: notations[index % 4] })),
    );
    expect(await firm.rows(`select from clients where tax_key = 'PL:5252445767'`)).toHaveLength(1);
  });

  it('R8, R11: adds exactly one client for typed buyer data, and a draft none', async () => {
    const count = async () => (await firm.rows(`select from clients where name = 'Jan Kos'`)).length;
    const draft = await firm.draft({ buyerName: 'Jan Kos', buyerCompany: false });
    expect(await count()).toBe(0);
    await firm.does(InvoicesService, (invoices) => invoices.issue(draft));
    expect(await count()).toBe(1);
  });

  it('R9: makes neither client nor deal with a client for a receipt without buyer', async () => {
    const before = (await firm.rows('select from clients')).length;
    const receipt = await firm.issue({ kind: 'receipt', buyerName: null });
    expect(await bornOf(receipt)).toMatchObject([{ client: null }]);
    expect((await firm.rows('select from clients')).length).toBe(before);
  });
});

it('R33, R120: a listener that throws leaves nothing behind: no document, no client, no deal, and its number is given to the next', async () => {
  const all = async () =>
    (
      await firm.rows<{ n: string }>(
        `select (select count(*) from invoices) || ' ' || (select count(*) from clients) || ' ' || (select count(*) from deals) || ' ' ||
       (select string_agg(family || last, ',' order by family, last) from number_counters) n`,
      )
    )[0].n;
  const before = await all();
  const emitter = firm.test.app.get(EventEmitter2, { strict: false });
  const fail = () => {
    throw new Error('the last listener fails');
  };
  emitter.on(InvoiceIssued.name, fail);
  await expect(firm.issue({ buyerName: 'Nikt taki' })).rejects.toThrow('the last listener fails');
  emitter.off(InvoiceIssued.name, fail);
  expect(await all()).toBe(before);
});

describe('the deal of an invoice', () => {
  it('R38, R50: follows edits, and shows its own name and value when the invoice is cancelled', async () => {
    const invoice = await firm.issue({ lines: [line('Płot', 123)] });
    await firm.edit(invoice, { lines: [line('Płot z bramą', 246)] });
    expect(await bornOf(invoice)).toMatchObject([{ name: 'Płot', shownName: 'Płot z bramą', counted: '246.00' }]);
    await firm.does(InvoicesService, (invoices) => invoices.cancel(invoice, 'Pomyłka'));
    expect(await bornOf(invoice)).toMatchObject([{ name: 'Płot', shownName: null, counted: null, agreed: '0.00' }]);
  });

  it('R46, R125: stays when its invoice is deleted, with the void on its page, and counts again when it is restored', async () => {
    const invoice = await firm.issue({ lines: [line('Pergola', 615)] });
    const [{ id }] = await bornOf(invoice);
    await firm.does(InvoicesService, (invoices) => invoices.delete(invoice, 'Podwójna'));
    expect(await firm.dealOf(id)).toMatchObject({ shownName: null, counted: null });
    const [{ number }] = await firm.rows<{ number: string }>(`select number from invoices where id = ${invoice}`);
    const { text } = await firm.browser.visit(`/crm/deals/${id}`);
    expect(text).toMatch(new RegExp(`Dokument usunięty: ${number}, \\d\\d\\.\\d\\d\\.\\d{4}, Anna Zielińska`));
    await firm.does(InvoicesService, (invoices) => invoices.restore(invoice));
    expect(await firm.dealOf(id)).toMatchObject({ shownName: 'Pergola', counted: '615.00' });
    expect(await firm.rows(`select from invoices where number = '${number}'`)).toHaveLength(1);
  });

  it('R32: tells in its timeline what changed, old and new, and by which invoice', async () => {
    const invoice = await firm.issue({ lines: [line('Oczko wodne', 1000)] });
    const [{ id }] = await bornOf(invoice);
    await firm.edit(invoice, { lines: [line('Oczko wodne', 1500)] });
    const [{ number }] = await firm.rows<{ number: string }>(`select number from invoices where id = ${invoice}`);
    const { text } = await firm.browser.visit(`/crm/deals/${id}`);
    const timeline = text.slice(text.indexOf('timeline-list'));
    expect(timeline).toMatch(/1\s000,00/);
    expect(timeline).toMatch(/1\s500,00/);
    expect(timeline).toContain(number);
  });
});

async function acceptUsual() {
  await firm.browser.post('/settings/accepted-documents', {
    kinds: ACCEPTED_BY_DEFAULT,
    stageId: '',
    dealClient: 'buyer',
  });
}
