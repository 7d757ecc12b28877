import { DealBoard } from '../../src/crm/deals/deal-board.service';
import { DealsService } from '../../src/crm/deals/deals.service';
import { InvoicesService } from '../../src/invoicing/invoices/invoices.service';
import { Decimal } from '../../src/money/decimal';
import { Firm, fieldsOf, line } from './firm';

let firm: Firm;
beforeAll(async () => {
  firm = await Firm.open();
});
afterAll(() => firm.close());

const form = (...deals: number[]) => firm.browser.visit(`/invoicing/invoices/new?${deals.map((id) => `deals=${id}`).join('&')}`);
const linksOf = (invoice: number) =>
  firm.rows<{ deal: number; share: string; counted: string; counts: boolean; removed: boolean }>(
    `select deal_id::int deal, share::text, counted::text, counts, removed_at is not null removed from deal_documents
      where invoice_id = ${invoice} order by position, id`,
  );

describe('several deals on one invoice', () => {
  it('R26, R38: makes three lines, three links back and one document, and shares its gross among them', async () => {
    const client = await firm.client('Trzy w jednym');
    const deals = [await firm.deal('Raz', { clientId: client, agreedGross: new Decimal('100.01') })];
    deals.push(await firm.deal('Dwa', { clientId: client, agreedGross: new Decimal('200.02') }));
    deals.push(await firm.deal('Trzy', { clientId: client, agreedGross: new Decimal('300.03') }));
    const { text } = await form(...deals);
    expect((await firm.browser.visit('/crm/deals')).text).toContain('formaction="/invoicing/invoices/new"');
    const { location } = await firm.browser.post('/invoicing/invoices', fieldsOf(text));
    const invoice = Number(location!.split('/').at(-1));
    expect(await linksOf(invoice)).toMatchObject(
      ['100.01', '200.02', '300.03'].map((share, index) => ({ deal: deals[index], share, counted: share, counts: true })),
    );
    expect((await firm.dealOf(deals[2])).shownName).toBe('Trzy');
    const page = await firm.browser.visit(`/invoicing/invoices/${invoice}`);
    for (const deal of deals) expect(page.text).toContain(`href="/crm/deals/${deal}"`);
  });

  it('R38: gives lines added by hand to the first deal; a deal whose last line is removed loses its link', async () => {
    const [first, second] = [await firm.deal('Pierwszy'), await firm.deal('Drugi')];
    const lines = [line('Pierwszy', 100, { dealId: first }), line('Drugi', 50, { dealId: second }), line('Dojazd', 10)];
    const invoice = await firm.issue({ lines });
    expect(await linksOf(invoice)).toMatchObject([{ share: '110.00' }, { share: '50.00' }]);
    await firm.edit(invoice, { lines: [lines[0], lines[2]] });
    expect(await linksOf(invoice)).toMatchObject([{ share: '110.00' }, { removed: true, counted: '0.00' }]);
    expect(await firm.dealOf(second)).toMatchObject({ shownName: null, counted: null, agreed: '1230.00' });
  });

  it.each([
    [
      'payers',
      async () => [
        await firm.deal('A', { clientId: await firm.client('Płatnik A') }),
        await firm.deal('B', { clientId: await firm.client('Płatnik B') }),
      ],
      'różnych płatników',
    ],
    ['currencies', async () => [await firm.deal('A'), await firm.deal('B', { currency: 'EUR' })], 'różnych walutach'],
    [
      'sellers',
      async () => [
        await firm.deal('A', { departmentId: firm.department }),
        await firm.deal('B', { departmentId: await otherSeller() }),
      ],
      'różnych danych sprzedawcy',
    ],
  ])('R27: refuses deals of different %s with the reason, and makes nothing', async (_, make, reason) => {
    const before = await firm.rows('select from invoices');
    const deals = await make();
    const answer = await form(...deals);
    expect(answer.status).toBe(303);
    expect((await firm.browser.visit('/crm/deals')).text).toContain(reason);
    await expect(firm.issue({ lines: deals.map((dealId) => line('X', 10, { dealId })) })).rejects.toMatchObject({
      key: expect.stringMatching(/^deals_/),
    });
    expect((await firm.rows('select from invoices')).length).toBe(before.length);
  });

  it('R38: refuses a document in another currency than what counts already', async () => {
    const deal = await firm.deal('Eksport');
    await firm.issue({ lines: [line('Eksport', 100, { dealId: deal })] });
    await expect(firm.issue({ currency: 'EUR', lines: [line('Eksport', 100, { dealId: deal })] })).rejects.toMatchObject({
      key: 'deal_in_other_currency',
      field: 'currency',
    });
  });
});

describe('deleting', () => {
  it('R47: leaves the invoice of a deleted deal, with the deal’s name as text', async () => {
    const deal = await firm.deal('Do usunięcia');
    const invoice = await firm.issue({ lines: [line('Usługa', 100, { dealId: deal })] });
    await firm.does(DealsService, (deals) => deals.delete(deal));
    const { status, text } = await firm.browser.visit(`/invoicing/invoices/${invoice}`);
    expect(status).toBe(200);
    expect(text).toContain('Do usunięcia');
    expect(text).not.toContain(`href="/crm/deals/${deal}"`);
  });

  it('R125: shows a draft on its deal, and takes it away when it is deleted', async () => {
    const deal = await firm.deal('Szkicowy');
    const draft = await firm.draft({ lines: [line('Szkicowy', 100, { dealId: deal })] });
    const address = `href="/invoicing/invoices/${draft}"`;
    const drawn = await firm.browser.visit(`/crm/deals/${deal}`);
    expect(drawn.text).toContain(address);
    expect(await firm.dealOf(deal)).toMatchObject({ counted: null });
    await firm.does(InvoicesService, (invoices) => invoices.delete(draft, null));
    expect((await firm.browser.visit(`/crm/deals/${deal}`)).text).not.toContain(address);
  });
});

describe('the switch', () => {
  it('R51, R129: off, makes no deals and freezes what deals show; on again, reckons anew without doubling anything', async () => {
    const deal = await firm.deal('Zamrożony');
    const invoice = await firm.issue({ lines: [line('Zamrożony', 100, { dealId: deal })] });
    await firm.browser.post('/settings/integration', { active: '0' });
    const before = (await firm.deals()).length;
    await firm.edit(invoice, { lines: [line('Zamrożony inaczej', 300, { dealId: deal })] });
    const outside = await firm.issue();
    expect((await firm.deals()).length).toBe(before);
    expect(await firm.dealOf(deal)).toMatchObject({ shownName: 'Zamrożony', counted: '100.00' });
    expect((await firm.browser.visit(`/crm/deals/${deal}`)).text).toContain(`href="/invoicing/invoices/${invoice}"`);
    await firm.browser.post('/settings/integration', { active: '1' });
    expect(await firm.dealOf(deal)).toMatchObject({ shownName: 'Zamrożony inaczej', counted: '300.00' });
    expect(await firm.deals(`d.born_of_invoice_id = ${outside}`)).toEqual([]);
    expect((await firm.deals()).length).toBe(before);
  });

  it('R129: never makes a deal again that a person deleted', async () => {
    const invoice = await firm.issue();
    const [{ id }] = await firm.deals(`d.born_of_invoice_id = ${invoice}`);
    await firm.does(DealsService, (deals) => deals.delete(id));
    await firm.edit(invoice, { lines: [line('Inaczej', 10)] });
    expect(await firm.deals(`d.born_of_invoice_id = ${invoice}`)).toHaveLength(1);
  });
});

it('R38: expects of an open deal the larger of what is agreed and what is invoiced', async () => {
  const sumOfNew = async () => {
    const columns = await firm.does(DealBoard, (board) => board.columns());
    return Number(columns[0].sums.find(({ currency }) => currency === 'PLN')?.gross ?? 0);
  };
  const before = await sumOfNew();
  const deal = await firm.deal('Duże plany', { agreedGross: new Decimal(5000) });
  await firm.issue({ lines: [line('Na początek', 400, { dealId: deal })] });
  expect((await sumOfNew()) - before).toBeCloseTo(5000, 2);
  await firm.issue({ lines: [line('Więcej niż w planie', 6000, { dealId: deal })] });
  expect((await sumOfNew()) - before).toBeCloseTo(6400, 2);
});

async function otherSeller(): Promise<number> {
  await firm.browser.post('/settings/departments', {
    name: 'Inna firma',
    sellerName: 'Inna firma sp. z o.o.',
    taxCountry: 'PL',
    country: 'PL',
  });
  return (await firm.rows<{ id: number }>(`select id::int from departments where name = 'Inna firma'`))[0].id;
}
