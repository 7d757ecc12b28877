import { InvoicesService } from '../../src/invoicing/invoices/invoices.service';
import { Decimal } from '../../src/money/decimal';
import { decoded, Firm, fieldsOf, line } from './firm';

let firm: Firm;
beforeAll(async () => {
  firm = await Firm.open();
});
afterAll(() => firm.close());

const counted = async (...deals: number[]) => Promise.all(deals.map(async (deal) => (await firm.dealOf(deal)).counted));

describe('a final invoice of several deals', () => {
  it('counts to each what the advances of that deal have left, so that it comes to what it was sold for (R38, R42)', async () => {
    const deals = [await firm.deal('Żywopłot'), await firm.deal('Trawnik')];
    const of = (...prices: number[]) => prices.map((price, place) => line('Część', price, { dealId: deals[place] }));
    const advance = await firm.issue({ kind: 'advance', lines: of(300, 150) });
    const correction = await firm.issue({ kind: 'correction', fromInvoiceId: advance, lines: of(300, 100) });
    expect(await counted(...deals)).toEqual(['300.00', '100.00']);
    const final = await firm.issue({ kind: 'final', advanceIds: [advance], lines: of(1000, 1000) });
    expect(await counted(...deals)).toEqual(['1000.00', '1000.00']);
    await firm.edit(final, { kind: 'final', lines: of(1000, 900) });
    expect(await counted(...deals)).toEqual(['1000.00', '900.00']);
    const zero = of(1000, 900).map((one) => Object.assign(one, { quantity: new Decimal(0) }));
    await firm.issue({ kind: 'correction', fromInvoiceId: final, lines: zero });
    expect(await counted(...deals)).toEqual(['0.00', '0.00']);
    expect(await firm.rows(`select from deal_documents where invoice_id = ${correction}`)).toHaveLength(2);
  });

  it('counts the same where one order was of them', async () => {
    const deals = [await firm.deal('Taras'), await firm.deal('Altana')];
    const lines = [line('Taras', 700, { dealId: deals[0] }), line('Altana', 300, { dealId: deals[1] })];
    const order = await firm.issue({ kind: 'proforma', lines });
    const advance = await firm.issue({ kind: 'advance', fromInvoiceId: order, lines: [line('Zaliczka', 500)] });
    await firm.issue({ kind: 'final', fromInvoiceId: order, advanceIds: [advance], lines });
    expect(await counted(...deals)).toEqual(['700.00', '300.00']);
  });

  it('takes off no advance that the person may not see (R75)', async () => {
    const advance = await firm.issue({ kind: 'advance', lines: [line('Zaliczka', 300)] });
    const ola = await firm.colleague('ola', { invoicingRole: 'user', invoicingLevel: 'own' });
    const fields = fieldsOf((await ola.visit('/invoicing/invoices/new')).text);
    const typed = {
      kind: 'final',
      advanceIds: [advance],
      buyerName: 'Kawiarnia',
      lines: [{ name: 'Dom', quantity: '1', price: '1000', rate: '23' }],
    };
    const kept = Object.entries(fields).filter(([name]) => !name.startsWith('lines['));
    const { status, text } = await ola.post('/invoicing/invoices', { ...Object.fromEntries(kept), ...typed });
    expect([status, decoded(text).includes('Któraś z zaliczek nie jest wystawiona')]).toEqual([422, true]);
    const { number } = await firm.does(InvoicesService, (invoices) => invoices.find(advance));
    expect(text).not.toContain(number);
  });
});
