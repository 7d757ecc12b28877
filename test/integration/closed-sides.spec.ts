import type { TestBrowser } from '../app';
import { decoded, Firm, line } from './firm';

let firm: Firm;
let salesman: TestBrowser;
let accountant: TestBrowser;
let deal: number;
let invoice: number;
let number: string;
beforeAll(async () => {
  firm = await Firm.open();
  salesman = await firm.colleague('sprzedawca', { crmRole: 'user', crmLevel: 'all' });
  accountant = await firm.colleague('ksiegowa', { invoicingRole: 'accountant' });
  const client = await firm.client('Ukryty Klient');
  deal = await firm.deal('Tajny interes', { clientId: client });
  invoice = await firm.issue({ clientId: client, lines: [line('Tajna usługa', 777.77, { dealId: deal })] });
  [{ number }] = await firm.rows<{ number: string }>(`select number from invoices where id = ${invoice}`);
});
afterAll(() => firm.close());

it('R64, R131: tells who is in CRM only that there is a sales document, and nothing of it but what the deal is worth', async () => {
  const { status, text } = await salesman.visit(`/crm/deals/${deal}`);
  expect(status).toBe(200);
  expect(text).toContain('Dokument sprzedaży');
  expect(text).toMatch(/777,77/);
  for (const secret of [number, '/invoicing', 'Dodaj fakturę']) expect(text).not.toContain(secret);
});

it('R30, R101: gives who sees the document its PDF from the deal, and nobody else', async () => {
  const link = `href="/invoicing/invoices/${invoice}/pdf" aria-label="PDF dokumentu ${number}"`;
  expect((await firm.browser.visit(`/crm/deals/${deal}`)).text).toContain(link);
  expect((await salesman.visit(`/crm/deals/${deal}`)).text).not.toContain('/pdf');
});

it('R30: has no PDF of a draft on the deal', async () => {
  const other = await firm.deal('Ze szkicem bez PDF');
  await firm.draft({ lines: [line('Ze szkicem', 10, { dealId: other })] });
  const { text } = await firm.browser.visit(`/crm/deals/${other}`);
  expect(text).toContain('Szkic');
  expect(text).not.toContain('/pdf');
});

it('R131: keeps drafts from who is in CRM only', async () => {
  const other = await firm.deal('Ze szkicem');
  await firm.draft({ lines: [line('Ze szkicem', 10, { dealId: other })] });
  expect((await salesman.visit(`/crm/deals/${other}`)).text).not.toContain('Dokument sprzedaży');
});

it('R68, R131: tells who is in Invoicing only that the document belongs to a deal', async () => {
  const { status, text } = await accountant.visit(`/invoicing/invoices/${invoice}`);
  expect(status).toBe(200);
  expect(text).toContain('Interes');
  expect(text).not.toContain('Tajny interes');
  expect(text).not.toContain('/crm/');
});

it('R68, R131: lets who is in Invoicing only edit and issue documents of deals they cannot see', async () => {
  const [{ client: clientId }] = await firm.deals(`d.id = ${deal}`);
  const draft = await firm.draft({ clientId, lines: [line('Tajna usługa', 100, { dealId: deal })] });
  expect((await accountant.visit(`/invoicing/invoices/${draft}/edit`)).text).not.toContain('Tajny interes');
  expect((await accountant.post(`/invoicing/invoices/${draft}/issuance`)).status).toBe(303);
  expect((await firm.dealOf(deal)).counted).toBe('877.77');
});

it('R64: answers the form of a deal with 403 to whoever is on one side only', async () => {
  for (const browser of [salesman, accountant]) {
    expect((await browser.visit(`/invoicing/invoices/new?deals=${deal}`)).status).toBe(403);
  }
});

it('R62, R64: shows a client’s documents and sums on the card to members of Invoicing only', async () => {
  const [{ id }] = await firm.rows<{ id: number }>(`select id::int from clients where name = 'Ukryty Klient'`);
  const { text } = await firm.browser.visit(`/crm/clients/${id}`);
  expect(text).toContain(number);
  expect(decoded(text)).toContain(`/invoicing/invoices/new?client=${id}`);
  expect((await firm.browser.visit(`/crm/clients/${id}/documents`)).text).toContain(number);
  const closed = await salesman.visit(`/crm/clients/${id}`);
  expect(closed.status).toBe(200);
  for (const secret of [number, '/invoicing', '777,77']) expect(closed.text).not.toContain(secret);
  expect((await salesman.visit(`/crm/clients/${id}/documents`)).status).toBe(403);
});

it('R33: makes the deal of an invoice that an accountant issues, without a responsible person', async () => {
  const before = await firm.deals();
  const draft = await firm.draft();
  await accountant.post(`/invoicing/invoices/${draft}/issuance`);
  const made = (await firm.deals()).slice(before.length);
  expect(made).toMatchObject([{ born: draft, responsible: null }]);
});

it('R18, R39: lets only administrators turn the integration, and only CRM’s choose the accepted documents', async () => {
  for (const browser of [salesman, accountant]) {
    expect((await browser.visit('/settings/integration')).status).toBe(403);
    expect((await browser.post('/settings/integration', { active: '0' })).status).toBe(403);
    expect((await browser.visit('/settings/accepted-documents')).status).toBe(403);
  }
});

it('R64, R131: takes no deal into an issued document that the form did not bring along', async () => {
  const other = await firm.deal('Nie dla księgowej');
  const edit = {
    clientId: (await firm.deals(`d.id = ${deal}`))[0].client,
    lines: [line('Tajna usługa', 777.77, { dealId: deal }), line('X', 1, { dealId: other })],
  };
  await expect(firm.edit(invoice, edit)).rejects.toMatchObject({ key: 'deal_unknown', field: 'lines' });
});
