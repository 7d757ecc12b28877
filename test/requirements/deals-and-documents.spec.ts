import { InvoicesService } from '../../src/invoicing/invoices/invoices.service';
import { PaymentsService } from '../../src/invoicing/payments/payments.service';
import { Decimal } from '../../src/money/decimal';
import { decoded, Firm, line, TODAY } from '../integration/firm';

/** What stays true between deals and documents, statement by statement of the requirements. */
describe('Deals and their documents', () => {
  let firm: Firm;
  beforeAll(async () => {
    firm = await Firm.open();
  });
  afterAll(() => firm.close());

  const page = async (path: string) => decoded((await firm.browser.visit(path)).text).replaceAll(/\s+/g, ' ');
  const formOf = (deal: number) => page(`/invoicing/invoices/new?deals=${deal}`);
  const numberOf = async (invoice: number) =>
    (await firm.rows<{ number: string }>(`select number from invoices where id = ${invoice}`))[0].number;
  /** The rows of the deal's card of documents, as words. */
  const documentsOf = async (deal: number) => {
    const text = await page(`/crm/deals/${deal}`);
    return text
      .slice(text.indexOf('Dokumenty'))
      .split('<li>')
      .slice(1)
      .map((row) => ({
        words: row
          .split('</li>')[0]
          .replace(/<[^>]*>/g, ' ')
          .replaceAll(/\s+/g, ' '),
        row,
      }));
  };

  it('R19: has "Add invoice" on a deal in whatever stage, won and lost ones too', async () => {
    const stages = await firm.rows<{ id: number; outcome: string }>('select id::int, outcome from stages order by position');
    expect(stages.map(({ outcome }) => outcome)).toEqual(expect.arrayContaining(['open', 'won', 'lost']));
    for (const { id } of stages) {
      const deal = await firm.deal('W każdym etapie');
      await firm.browser.post(`/crm/deals/${deal}/moves`, { stageId: id, reason: 'Za drogo' });
      expect((await firm.rows(`select from deals where id = ${deal} and stage_id = ${id}`)).length).toBe(1);
      const { text } = await firm.browser.visit(`/crm/deals/${deal}`);
      expect(decoded(text)).toContain(`href="/invoicing/invoices/new?deals=${deal}"`);
    }
  });

  it('R20: says which field the deal left open when its invoice is saved as it stands', async () => {
    const deal = await firm.deal('Bez klienta');
    const lines = [{ name: 'Bez klienta', quantity: '1', price: '1230.00', rate: '23', dealId: deal }];
    const { requestKey, kind, departmentId, issueOn, paymentMethod, currency, method, discountKind } = firm.input();
    const form = { requestKey, kind, departmentId, issueOn, paymentMethod, currency, method, discountKind, lines, next: 'issue' };
    const { status, text } = await firm.browser.post(`/invoicing/invoices?deals=${deal}`, form);
    expect(status).toBe(422);
    expect(text).toContain('#f-buyerName');
    expect(await firm.rows(`select from deal_documents where deal_id = ${deal}`)).toEqual([]);
  });

  it('R21: takes over the deal’s contact person and department, and follows a change of any field', async () => {
    await firm.browser.post('/settings/departments', { name: 'Oddział Sopot', sellerName: 'Ogrody Sopot', country: 'PL' });
    const [{ id: sopot }] = await firm.rows<{ id: number }>(`select id::int from departments where name = 'Oddział Sopot'`);
    const client = await firm.client('Hotel Molo');
    await firm.browser.post(`/crm/clients/${client}/contacts`, { name: 'Ewa Fala', email: 'ewa@molo.example' });
    const [{ id: contactId }] = await firm.rows<{ id: number }>(`select id::int from contacts where client_id = ${client}`);
    const deal = await firm.deal('Taras', { clientId: client, contactId, departmentId: sopot });
    const before = await formOf(deal);
    expect(before).toContain('value="ewa@molo.example"');
    expect(before).toContain('Ewa Fala');
    expect(before).toMatch(new RegExp(`<option value="${sopot}" selected`));
    const opened = decoded(/name="opened" value="([^"]*)"/.exec((await firm.browser.visit(`/crm/deals/${deal}/edit`)).text)![1]);
    const changed = { name: 'Taras z pergolą', agreedGross: '999,99', currency: 'EUR', vatRate: '8', description: 'Pilne' };
    const edited = { ...changed, client: `${client} · Hotel Molo`, paymentDays: '45', departmentId: firm.department, opened };
    expect((await firm.browser.post(`/crm/deals/${deal}`, edited)).status).toBe(303);
    const after = await formOf(deal);
    for (const sign of ['value="Taras z pergolą"', 'value="999,99"', '<option value="EUR" selected', 'Pilne', 'value="45"'])
      expect(after).toContain(sign);
    expect(after).toMatch(new RegExp(`<option value="${firm.department}" selected`));
    expect(after).not.toContain('Ewa Fala');
  });

  it('R22: takes the deal’s name for the first line word for word, without the spaces around it', async () => {
    const { location } = await firm.browser.post('/crm/deals', {
      name: '  Ogród „Pod <Dębem>”  & taras ',
      currency: 'PLN',
      vatRate: '23',
    });
    const text = await formOf(Number(location!.split('/').at(-1)));
    expect(text).toContain('name="lines[0][name]"');
    expect(text).toMatch(/value="Ogród „Pod <Dębem>” +& taras"/);
  });

  it('R30: shows five kinds issued from one deal as five links with kind, number, gross and state', async () => {
    const deal = await firm.deal('Altana');
    const made: [number, string, string][] = [];
    for (const [index, [kind, title]] of Object.entries({
      estimate: 'Zamówienie',
      proforma: 'pro forma',
      vat: 'Faktura',
      receipt: 'Paragon',
      bill: 'Rachunek',
    }).entries()) {
      const invoice = await firm.issue({ kind: kind as never, lines: [line(title, 101 + index, { dealId: deal })] });
      made.push([invoice, title, `${101 + index},00 zł`]);
    }
    await firm.does(InvoicesService, (invoices) => invoices.cancel(made[2][0], 'Pomyłka'));
    const rows = (await documentsOf(deal)).slice(0, 5);
    for (const [index, [invoice, title, gross]] of made.entries()) {
      expect(rows[index].row).toContain(`href="/invoicing/invoices/${invoice}"`);
      for (const said of [
        title,
        await numberOf(invoice),
        gross,
        ['Wystawiony', 'Nieopłacony', 'Anulowany', 'Nieopłacony', 'Nieopłacony'][index],
      ])
        expect(rows[index].words.toLowerCase()).toContain(said.toLowerCase());
    }
  });

  it('R33: keeps what the deal says of its invoice current: number, day, kind, gross, what is paid and the link', async () => {
    const invoice = await firm.issue({ kind: 'vat_margin', lines: [line('Rzeźba', 500, { rate: 'margin' })] });
    const [{ id: deal }] = await firm.deals(`d.born_of_invoice_id = ${invoice}`);
    const first = async () => (await documentsOf(deal))[0];
    const number = await numberOf(invoice);
    expect((await first()).row).toContain(`href="/invoicing/invoices/${invoice}"`);
    const [year, month, day] = TODAY.split('-');
    for (const said of [number, `${day}.${month}.${year}`, 'marż', '500,00 zł', 'Nieopłacony'])
      expect((await first()).words).toContain(said);
    await firm.edit(invoice, { kind: 'vat_margin', lines: [line('Rzeźba', 650, { rate: 'margin' })] });
    expect((await first()).words).toContain('650,00 zł');
    await firm.does(PaymentsService, (payments) => payments.markPaid(invoice));
    expect((await first()).words).toContain('Opłacony');
    await firm.does(InvoicesService, (invoices) => invoices.cancel(invoice, null));
    expect((await first()).words).toContain('Anulowany');
    await firm.does(InvoicesService, (invoices) => invoices.delete(invoice, null));
    expect((await first()).words).toContain(`Dokument usunięty: ${number}`);
  });

  it('R38: shows the first line of the earliest document that counts, and the sum of all of them', async () => {
    const deal = await firm.deal('Park', { agreedGross: new Decimal(1000) });
    const [first] = [await firm.issue({ lines: [line('Etap pierwszy', 300, { dealId: deal })] })];
    await firm.issue({ lines: [line('Etap drugi', 200.5, { dealId: deal })] });
    expect(await firm.dealOf(deal)).toMatchObject({ shownName: 'Etap pierwszy', counted: '500.50' });
    await firm.does(InvoicesService, (invoices) => invoices.cancel(first, null));
    expect(await firm.dealOf(deal)).toMatchObject({
      name: 'Park',
      shownName: 'Etap drugi',
      counted: '200.50',
      agreed: '1000.00',
    });
  });

  it('R38: counts an open deal on the board by the larger of what is agreed and what is invoiced, an ended one by what is', async () => {
    const columns: Record<string, number> = {};
    for (const outcome of ['open', 'won']) {
      await firm.browser.post('/settings/stages', { name: `Etap ${outcome}`, colour: '2', position: '9', outcome });
      [{ id: columns[outcome] }] = await firm.rows<{ id: number }>(`select id::int from stages where name = 'Etap ${outcome}'`);
    }
    const sumOf = async (outcome: string) => {
      const column = (await page('/crm/deals/board')).split(`id="stage-${columns[outcome]}"`)[1].split('</section>')[0];
      return /1 interes[^0-9]+([\d ,]+) zł/.exec(column.replace(/<[^>]*>/g, ' '))?.[1].trim();
    };
    const deal = await firm.deal('Skwer', { agreedGross: new Decimal(1000), stageId: columns.open });
    await firm.issue({ lines: [line('Zaliczka', 400, { dealId: deal })] });
    expect(await sumOf('open')).toBe('1 000,00');
    await firm.issue({ lines: [line('Reszta', 700, { dealId: deal })] });
    expect(await sumOf('open')).toBe('1 100,00');
    const won = await firm.deal('Klomb', { agreedGross: new Decimal(1000), stageId: columns.won });
    await firm.issue({ lines: [line('Klomb', 400, { dealId: won })] });
    expect(await sumOf('won')).toBe('400,00');
  });

  it('R50: prints a cancelled document with its mark and number', async () => {
    const invoice = await firm.issue({ lines: [line('Skarpa', 100)] });
    const number = await numberOf(invoice);
    await firm.does(InvoicesService, (invoices) => invoices.cancel(invoice, 'Nie doszło do skutku'));
    const text = await page(`/invoicing/invoices/${invoice}`);
    const sheet = text.slice(text.indexOf('</header>', text.indexOf('class="page-top'))).split('</article>')[0];
    expect(sheet).toContain(number);
    expect(sheet).toMatch(/class="[^"]*ending">.*Anulowan.*Nie doszło do skutku/);
    expect((await firm.browser.visit('/assets/css/print.css')).text).not.toContain('.ending');
  });

  it('R69: is one table of departments: a new one can be chosen on both sides and numbers at once', async () => {
    await firm.browser.post('/settings/departments', {
      name: 'Oddział Hel',
      mark: 'HEL',
      sellerName: 'Ogrody Hel',
      country: 'PL',
    });
    const [{ id }] = await firm.rows<{ id: number }>(`select id::int from departments where name = 'Oddział Hel'`);
    for (const form of ['/crm/deals/new', '/invoicing/invoices/new', '/crm/clients/new'])
      expect(await page(form)).toMatch(new RegExp(`<option value="${id}"[^>]*>Oddział Hel`));
    const invoice = await firm.issue({ departmentId: id, lines: [line('Wydma', 10)] });
    const [made] = await firm.deals(`d.born_of_invoice_id = ${invoice}`);
    expect(made.department).toBe(id);
    expect(await page(`/invoicing/invoices/${invoice}`)).toContain('Ogrody Hel');
  });
});
