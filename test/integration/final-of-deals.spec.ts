import { DealLineInput } from '../../src/crm/deals/deal.input';
import { InvoicesService } from '../../src/invoicing/invoices/invoices.service';
import { Papers } from '../../src/invoicing/paper/papers.service';
import { Decimal } from '../../src/money/decimal';
import { PdfReader } from '../invoicing/paper/pdf-reader';
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

describe('an advance on deals', () => {
  const reader = new PdfReader();
  afterAll(() => reader.close());

  it('says on paper what they agreed when it was issued, whatever they say later (art. 106f(1)(4), R11)', async () => {
    const lines = [
      Object.assign(new DealLineInput(), {
        name: 'Deski',
        unit: 'm2',
        quantity: new Decimal(20),
        price: new Decimal('61.50'),
        rate: '23',
      }),
    ];
    const deals = [
      await firm.deal('Pomost', { lines }),
      await firm.deal('Pergola', { agreedGross: new Decimal('1080'), vatRate: '8' }),
    ];
    const advance = await firm.issue({
      kind: 'advance',
      lines: deals.map((dealId) => line('Zaliczka', 500, { dealId })),
    });
    await firm.rows(`update deals set name = 'Coś innego', agreed_gross = 9999 where id in (${deals.join()})`);
    await firm.rows(`update deal_lines set name = 'Coś innego' where deal_id = ${deals[0]}`);
    const { bytes } = await firm.anna.during(() => firm.test.app.get(Papers, { strict: false }).pdf(advance, 'original'));
    const { text } = await reader.read(bytes);
    for (const said of ['ZALICZKA NA POCZET ZAMÓWIENIA', 'Deski', '1 000,00', '230,00', 'Pergola', '1 080,00', '2 310,00'])
      expect(text).toContain(said);
    expect(text).not.toContain('Coś innego');
  });
});
