import { InvoicesService } from '../../src/invoicing/invoices/invoices.service';
import { Firm, line } from './firm';

let firm: Firm;
beforeAll(async () => {
  firm = await Firm.open();
});
afterAll(() => firm.close());

const bornOf = (invoice: number) => firm.deals(`d.born_of_invoice_id = ${invoice}`);
const dealsOf = async (invoice: number) => {
  const rows = await firm.rows<{ deal: number }>(
    `select deal_id::int deal from deal_documents where invoice_id = ${invoice} and removed_at is null order by position`,
  );
  return rows.map(({ deal }) => deal);
};
const does = (work: (invoices: InvoicesService) => Promise<unknown>) => firm.does(InvoicesService, work);

/** What the form of a document made from another, or as its copy, is posted with; changed as wished. */
async function posted(query: string, changes: Record<string, unknown> = {}) {
  const page = await firm.browser.visit(`/invoicing/invoices/new?${query}`);
  expect(page.status).toBe(200);
  const text = page.text.replace(/<template[\s\S]*?<\/template>/g, '');
  const fields = Object.fromEntries(
    [...text.matchAll(/<input[^>]*name="([^"]*)"[^>]*value="([^"]*)"/g)]
      .filter(([tag]) => !/type="(checkbox|radio)"/.test(tag))
      .map(([, name, value]) => [name, value.replaceAll('&quot;', '"')]),
  );
  for (const [, name, options] of text.matchAll(/<select[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g))
    fields[name] = /value="([^"]*)"[^>]*selected/.exec(options)?.[1] ?? /value="([^"]*)"/.exec(options)![1];
  const { location, ...answer } = await firm.browser.post(`/invoicing/invoices?${query}`, {
    ...fields,
    next: 'issue',
    ...changes,
  });
  return { ...answer, fields, id: Number(location?.split('/').at(-1)) };
}

it('R42: keeps an invoice made from a deal’s proforma on that deal, with its gross as the deal’s value', async () => {
  const deal = await firm.deal('Oranżeria', { clientId: await firm.client('Dwór Oranżeria') });
  const proforma = await firm.issue({
    kind: 'proforma',
    clientId: (await firm.dealOf(deal)).client,
    lines: [line('Oranżeria', 984, { dealId: deal })],
  });
  const before = await firm.deals();
  const invoice = await posted(`from=${proforma}&kind=vat`, { 'lines[0][price]': '1 000,01' });
  expect(invoice.status).toBe(303);
  expect((await firm.deals()).length).toBe(before.length);
  expect(await dealsOf(invoice.id)).toEqual([deal]);
  expect(await firm.dealOf(deal)).toMatchObject({ counted: '1000.01', shownName: 'Oranżeria' });
});

it('R42: makes exactly one deal of a proforma outside of deals and the invoice to it', async () => {
  const before = await firm.deals();
  const proforma = await firm.issue({ kind: 'proforma', lines: [line('Zieleniec', 300)] });
  expect((await firm.deals()).length).toBe(before.length);
  const { id } = await posted(`from=${proforma}&kind=vat`);
  expect(await bornOf(id)).toMatchObject([{ name: 'Zieleniec', counted: '300.00' }]);
  expect((await firm.deals()).length).toBe(before.length + 1);
});

describe('an invoice to a receipt', () => {
  it('R42: takes its place: one deal, whose value is counted once, and by the receipt again when the invoice is cancelled', async () => {
    const receipt = await firm.issue({ kind: 'receipt', lines: [line('Sadzonki', 246)] });
    const [{ id: deal }] = await bornOf(receipt);
    const before = await firm.deals();
    const { id } = await posted(`from=${receipt}&kind=vat`, { 'lines[0][name]': 'Sadzonki z fakturą' });
    expect((await firm.deals()).length).toBe(before.length);
    expect(await firm.dealOf(deal)).toMatchObject({ counted: '246.00', shownName: 'Sadzonki z fakturą' });
    await does((invoices) => invoices.cancel(id, null));
    expect(await firm.dealOf(deal)).toMatchObject({ counted: '246.00', shownName: 'Sadzonki' });
    expect(await countedOf(receipt)).toBe('246.00');
  });

  it('R42: counts for it until it is deleted, and again when it is restored', async () => {
    const receipt = await firm.issue({ kind: 'receipt', lines: [line('Kora', 50)] });
    const invoice = await firm.issue({ fromInvoiceId: receipt, lines: [line('Kora', 50)] });
    expect([await countedOf(receipt), await countedOf(invoice)]).toEqual(['0.00', '50.00']);
    await does((invoices) => invoices.delete(invoice, null));
    expect([await countedOf(receipt), await countedOf(invoice)]).toEqual(['50.00', '0.00']);
    await does((invoices) => invoices.restore(invoice));
    expect([await countedOf(receipt), await countedOf(invoice)]).toEqual(['0.00', '50.00']);
    const [{ id: deal }] = await bornOf(receipt);
    expect(await firm.dealOf(deal)).toMatchObject({ counted: '50.00' });
  });

  it('R42: is summed up as a sale instead of the receipt', async () => {
    const clientId = await firm.client('Kwiaciarnia Paragonowa');
    const receipt = await firm.issue({ kind: 'receipt', clientId, lines: [line('Wiązanka', 61.5)] });
    await firm.issue({ fromInvoiceId: receipt, clientId, lines: [line('Wiązanka', 61.5)] });
    const { text } = await firm.browser.visit(`/invoicing/invoices?client=${clientId}`);
    expect(text.slice(text.indexOf('list-sums'))).toMatch(/61,50/);
    expect(text.slice(text.indexOf('list-sums'))).not.toMatch(/123,00/);
    expect((await firm.browser.visit(`/crm/clients/${clientId}`)).text).not.toMatch(/123,00/);
  });

  it('R42: leaves the receipt counting where invoices are not accepted', async () => {
    await firm.browser.post('/settings/accepted-documents', { kinds: ['receipt'], stageId: '', dealClient: 'buyer' });
    const receipt = await firm.issue({ kind: 'receipt', lines: [line('Nawóz', 20)] });
    await firm.issue({ fromInvoiceId: receipt, lines: [line('Nawóz', 20)] });
    expect(await bornOf(receipt)).toMatchObject([{ counted: '20.00' }]);
    await firm.browser.post('/settings/accepted-documents', { kinds: ['vat', 'receipt'], stageId: '', dealClient: 'buyer' });
  });
});

it('R42: finds the deal over two steps, from an order by its proforma', async () => {
  const deal = await firm.deal('Staw');
  const order = await firm.issue({ kind: 'estimate', lines: [line('Staw', 700, { dealId: deal })] });
  const proforma = await firm.issue({ kind: 'proforma', fromInvoiceId: order, lines: [line('Staw', 700)] });
  const invoice = await firm.issue({ fromInvoiceId: proforma, lines: [line('Staw', 700)] });
  expect([await dealsOf(proforma), await dealsOf(invoice)]).toEqual([[deal], [deal]]);
  expect(await firm.dealOf(deal)).toMatchObject({ counted: '700.00' });
});

it('R42: makes a new deal of a copy, which is outside', async () => {
  const deal = await firm.deal('Wzór');
  const invoice = await firm.issue({ lines: [line('Wzór', 100, { dealId: deal })], notes: 'Płatne z góry' });
  const copy = await posted(`copy=${invoice}`);
  expect(copy.fields.fromInvoiceId).toBe('');
  expect(await dealsOf(copy.id)).not.toContain(deal);
  expect(await bornOf(copy.id)).toMatchObject([{ name: 'Wzór', counted: '100.00' }]);
  expect(await firm.dealOf(deal)).toMatchObject({ counted: '100.00' });
});

it('R42, R131: lets who is in Invoicing only continue the document of a deal that is closed to them', async () => {
  const accountant = await firm.colleague('dalsza', { invoicingRole: 'accountant' });
  const deal = await firm.deal('Pergola');
  const proforma = await firm.issue({ kind: 'proforma', lines: [line('Pergola', 400, { dealId: deal })] });
  const form = { ...firm.input(), fromInvoiceId: proforma, clientId: '', number: '', next: 'issue' };
  const lines = [{ name: 'Pergola', quantity: '1', price: '400', rate: '23', dealId: deal }];
  expect((await accountant.post('/invoicing/invoices', { ...form, lines })).status).toBe(303);
  expect(await firm.dealOf(deal)).toMatchObject({ counted: '400.00' });
});

it('R9: asks which of several cards is meant where a draft is issued from its page, and takes the answer', async () => {
  await firm.client('Dwie Karty', { taxNo: '5252445767', city: 'Gdynia' });
  await firm.rows(`insert into clients (account_id, name, tax_no, tax_key, city)
    select account_id, name, tax_no, tax_key, 'Sopot' from clients where name = 'Dwie Karty'`);
  const draft = await firm.draft({ buyerName: 'Dwie Karty', buyerTaxNo: '525-244-57-67' });
  const asked = await firm.browser.post(`/invoicing/invoices/${draft}/issuance`);
  expect(asked.status).toBe(422);
  const [, second] = [...asked.text.matchAll(/name="clientId" value="(\d+)"/g)].map(([, id]) => Number(id));
  expect(asked.text).toContain('Sopot');
  const lines = [{ name: 'Projekt ogrodu', quantity: '1', price: '1230', rate: '23' }];
  const form = {
    ...firm.input(),
    number: '',
    lines,
    buyerName: 'Dwie Karty',
    buyerTaxNo: '5252445767',
    clientId: second,
    next: 'issue',
  };
  expect((await firm.browser.post(`/invoicing/invoices/${draft}`, form)).status).toBe(303);
  const [issued] = await firm.rows(
    `select client_id::int client, issued_at is not null issued from invoices where id = ${draft}`,
  );
  expect(issued).toEqual({ client: second, issued: true });
});

it('R126: offers the tick for another buyer wherever a line names a deal, and leads to it from the draft’s page', async () => {
  const deal = await firm.deal('Szklarnia', { clientId: await firm.client('Gospodarz') });
  const lines = [line('Szklarnia', 100, { dealId: deal })];
  const draft = await firm.draft({ clientId: await firm.client('Zupełnie Inny'), lines });
  expect((await firm.browser.visit(`/invoicing/invoices/${draft}/edit`)).text).toContain('name="otherBuyer"');
  const refused = await firm.browser.post(`/invoicing/invoices/${draft}/issuance`);
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('href="#f-otherBuyer"');
  expect((await firm.browser.visit('/invoicing/invoices/new')).text).not.toContain('name="otherBuyer"');
});

async function countedOf(invoice: number) {
  const [{ counted }] = await firm.rows<{ counted: string }>(
    `select counted::text from deal_documents where invoice_id = ${invoice} and removed_at is null`,
  );
  return counted;
}
