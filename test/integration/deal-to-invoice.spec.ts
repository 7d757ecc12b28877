import { randomUUID } from 'node:crypto';
import { DealsService } from '../../src/crm/deals/deals.service';
import { InvoicesService } from '../../src/invoicing/invoices/invoices.service';
import { Decimal } from '../../src/money/decimal';
import { decoded, Firm, fieldsOf, line, TODAY } from './firm';

let firm: Firm;
beforeAll(async () => {
  firm = await Firm.open();
});
afterAll(() => firm.close());

const form = (...deals: number[]) => firm.browser.visit(`/invoicing/invoices/new?${deals.map((id) => `deals=${id}`).join('&')}`);
const value = (text: string, name: string) =>
  new RegExp(`name="${name.replace(/[[\]]/g, '\\$&')}"[^>]*value="([^"]*)"`).exec(text)?.[1];

describe('"Add invoice" on a deal', () => {
  it('R18, R19: stands on every deal while the integration is on, and leads nowhere while it is off', async () => {
    const deal = await firm.deal('Ogród przy szkole');
    const address = `/invoicing/invoices/new?deals=${deal}`;
    expect(decoded((await firm.browser.visit(`/crm/deals/${deal}`)).text)).toContain(`href="${address}"`);
    await firm.browser.post('/settings/integration', { active: '0' });
    expect(decoded((await firm.browser.visit(`/crm/deals/${deal}`)).text)).not.toContain(address);
    expect((await firm.browser.visit(address)).status).toBe(404);
    await firm.browser.post('/settings/integration', { active: '1' });
    expect((await firm.browser.visit(address)).status).toBe(200);
  });

  it('R20, R22, R23: opens a form that needs no retyping and issues to the grosz at every VAT rate', async () => {
    const client = await firm.client('Dom Kultury', { taxNo: '5252445767' });
    for (const vatRate of ['23', '8', '5', '0', 'zw', 'np1'] as const) {
      const deal = await firm.deal(`  Nasadzenia ${vatRate}`.trim(), {
        clientId: client,
        agreedGross: new Decimal('999.97'),
        vatRate,
      });
      const { text } = await form(deal);
      expect(value(text, 'lines[0][name]')).toBe(`Nasadzenia ${vatRate}`);
      expect(value(text, 'lines[0][price]')).toBe('999,97');
      const answer = await firm.browser.post(`/invoicing/invoices?deals=${deal}`, {
        ...fieldsOf(text),
        exemptBasis: vatRate === 'zw' ? 'art. 43 ust. 1 pkt 18 ustawy o VAT' : '',
      });
      expect(answer.status).toBe(303);
      const [{ gross }] = await firm.rows<{ gross: string }>(`select gross::text from invoices order by id desc limit 1`);
      expect(gross).toBe('999.97');
    }
  });

  it('R21: takes over each field of the deal', async () => {
    const client = await firm.client('Biuro Lipa', { paymentDays: 21, email: 'biuro@lipa.example' });
    const deal = await firm.deal('Żywopłot', { clientId: client, paymentDays: 30, description: 'Zlecenie 7/B', currency: 'EUR' });
    const { text } = await form(deal);
    expect(text).toContain('Zlecenie 7/B');
    expect(value(text, 'paymentDays')).toBe('30');
    expect(text).toMatch(/<option value="EUR" selected/);
    expect(text).toContain('Biuro Lipa');
    const other = await firm.deal('Żywopłot', { clientId: client });
    expect(value((await form(other)).text, 'paymentDays')).toBe('21');
  });

  it('R22: cuts nothing of a name of 512 characters, and hints at one over 256', async () => {
    const name = 'ż'.repeat(512);
    const { text } = await form(await firm.deal(name));
    expect(value(text, 'lines[0][name]')).toBe(name);
    expect(text).toContain('ponad 256 znaków');
  });

  it('R20: offers what is not invoiced yet, and says by what the rest is', async () => {
    const deal = await firm.deal('Taras', { agreedGross: new Decimal(1000) });
    await firm.issue({ lines: [line('Zaliczka na taras', 400, { dealId: deal })] });
    const partly = await form(deal);
    expect(value(partly.text, 'lines[0][price]')).toBe('600,00');
    expect(partly.text).toMatch(/Zafakturowano już 400,00\szł/);
    await firm.issue({ lines: [line('Reszta', 700, { dealId: deal })] });
    const all = await form(deal);
    expect(value(all.text, 'lines[0][price]')).toBe('1000,00');
    expect(all.text).toContain('Cała uzgodniona wartość jest już zafakturowana');
  });

  it('R25: makes the payer the buyer and the client the recipient', async () => {
    const payer = await firm.client('Gmina Zielonka');
    const client = await firm.client('Szkoła nr 1', { payer: `${payer} · Gmina Zielonka` });
    const deal = await firm.deal('Plac zabaw', { clientId: client });
    const { text } = await form(deal);
    const { location } = await firm.browser.post(`/invoicing/invoices?deals=${deal}`, fieldsOf(text));
    const [invoice] =
      await firm.rows(`select client_id::int buyer, recipient_id::int recipient, buyer_name, recipient_name from invoices
      where id = ${location!.split('/').at(-1)}`);
    expect(invoice).toEqual({ buyer: payer, recipient: client, buyer_name: 'Gmina Zielonka', recipient_name: 'Szkoła nr 1' });
  });

  it('R123: takes over the deal’s lines', async () => {
    const lines = [
      { name: 'Tuja', unit: 'szt.', quantity: new Decimal(12), price: new Decimal('24.60'), rate: '8' },
      { name: 'Sadzenie', unit: 'godz.', quantity: new Decimal('2.5'), price: new Decimal(123), rate: '23' },
    ];
    const deal = await firm.deal('Szpaler tuj', { lines } as never);
    const { text } = await form(deal);
    const { location } = await firm.browser.post(`/invoicing/invoices?deals=${deal}`, {
      ...fieldsOf(text),
      buyerName: 'Jan Tuja',
    });
    const [{ gross }] = await firm.rows<{ gross: string }>(
      `select gross::text from invoices where id = ${location!.split('/').at(-1)}`,
    );
    expect(gross).toBe('602.70');
    expect(await firm.dealOf(deal)).toMatchObject({ shownName: 'Tuja', counted: '602.70' });
  });

  it('R28, R29, R32, R44, R59: links both ways, makes no second deal and leaves the stage alone', async () => {
    const deal = await firm.deal('Skalniak');
    const before = await firm.deals();
    const invoice = await firm.issue({ lines: [line('Skalniak', 1230, { dealId: deal })] });
    expect((await firm.deals()).length).toBe(before.length);
    expect((await firm.dealOf(deal)).stage).toBe('open');
    expect((await firm.browser.visit(`/crm/deals/${deal}`)).text).toContain(`href="/invoicing/invoices/${invoice}"`);
    const page = await firm.browser.visit(`/invoicing/invoices/${invoice}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain(`href="/crm/deals/${deal}"`);
  });

  it('R30, R31: lists every kind made from it, and lets what is no sale touch neither name nor value', async () => {
    const deal = await firm.deal('Altana', { agreedGross: new Decimal(5000) });
    for (const kind of ['estimate', 'proforma', 'bill', 'receipt', 'vat_margin'] as const) {
      await firm.issue({ kind, lines: [line(`Altana (${kind})`, 100, { dealId: deal })] });
      if (kind === 'proforma') expect(await firm.dealOf(deal)).toMatchObject({ shownName: null, counted: null });
    }
    expect(await firm.dealOf(deal)).toMatchObject({
      name: 'Altana',
      agreed: '5000.00',
      shownName: 'Altana (receipt)',
      counted: '200.00',
    });
    const { text } = await firm.browser.visit(`/crm/deals/${deal}`);
    for (const number of ['ZAM/1/', 'PRO/1/', 'RACH/1/', 'PAR/1/']) expect(text).toContain(number);
  });

  it('R126: offers the open draft again before another is begun', async () => {
    const deal = await firm.deal('Murek');
    const draft = await firm.draft({ lines: [line('Murek', 1230, { dealId: deal })] });
    const answer = await form(deal);
    expect(answer).toMatchObject({ status: 303, location: `/invoicing/deal-drafts?deals=${deal}` });
    const { text } = await firm.browser.visit(answer.location!);
    expect(text).toContain(`/invoicing/invoices/${draft}/edit`);
    expect((await firm.browser.visit(`/invoicing/invoices/new?deals=${deal}&another=1`)).status).toBe(200);
  });

  it('R126: treats a document as outside when its deal was deleted meanwhile', async () => {
    const deal = await firm.deal('Kompostownik');
    const draft = await firm.draft({ lines: [line('Kompostownik', 246, { dealId: deal })] });
    await firm.does(DealsService, (deals) => deals.delete(deal));
    await firm.does(InvoicesService, (invoices) => invoices.issue(draft));
    expect(await firm.deals(`d.born_of_invoice_id = ${draft}`)).toMatchObject([{ name: 'Kompostownik', counted: '246.00' }]);
    expect(await firm.dealOf(deal)).toMatchObject({ counted: null });
  });

  it('R126: asks when the buyer is somebody other than the deal’s client or payer, and keeps the deal’s client', async () => {
    const [client, other] = [await firm.client('Zamawiający'), await firm.client('Ktoś inny')];
    const deal = await firm.deal('Trejaż', { clientId: client });
    const lines = [line('Trejaż', 1230, { dealId: deal })];
    await expect(firm.issue({ clientId: other, lines })).rejects.toMatchObject({
      key: 'buyer_is_not_deals_client',
      field: 'otherBuyer',
    });
    await firm.issue({ clientId: other, lines, otherBuyer: true });
    expect(await firm.dealOf(deal)).toMatchObject({ client, counted: '1230.00' });
  });

  it('R131, R64: refuses a deal that the person may not see, by id', async () => {
    const other = await firm.test.signedUp({ login: 'obca' });
    const deal = await firm.deal('Cudzy interes');
    expect((await other.visit(`/invoicing/invoices/new?deals=${deal}`)).status).toBe(404);
    const department = (await firm.rows<{ id: number }>('select max(id)::int id from departments'))[0].id;
    const fields = {
      ...plainForm(),
      departmentId: department,
      lines: [{ name: 'X', quantity: '1', price: '1', rate: '23', dealId: deal }],
    };
    const answer = await other.post('/invoicing/invoices', fields);
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/Nie ma takiego interesu|interesu, którego już nie ma/);
    expect(await firm.rows(`select from invoices where department_id = ${department}`)).toEqual([]);
  });
});

function plainForm() {
  return {
    ...{
      kind: 'vat',
      issueOn: TODAY,
      paymentMethod: 'transfer',
      currency: 'PLN',
      method: 'gross_sum',
      discountKind: 'percent_total',
    },
    ...{ buyerName: 'Ktoś', buyerCompany: '1', requestKey: randomUUID(), next: 'issue' },
  };
}
