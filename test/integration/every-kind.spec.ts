import type { InvoiceInput } from '../../src/invoicing/invoices/invoice.input';
import { InvoicesService } from '../../src/invoicing/invoices/invoices.service';
import { KINDS, kindOf } from '../../src/invoicing/kinds';
import { Decimal } from '../../src/money/decimal';
import { Firm, keyOf, line } from './firm';

let firm: Firm;
beforeAll(async () => {
  firm = await Firm.open();
  await firm.rows(`update departments set tax_no = '5261040828', street = 'ul. Polna 1', city = 'Poznań'`);
});
afterAll(() => firm.close());

const does = <T>(work: (invoices: InvoicesService) => Promise<T>) => firm.does(InvoicesService, work);
const find = (id: number) => does((invoices) => invoices.find(id));
const bornOf = (id: number) => firm.deals(`d.born_of_invoice_id = ${id}`);

/** What a document of the kind has to say beside the usual. */
const NEEDS: Record<string, Partial<InvoiceInput>> = {
  wdt: {
    buyerName: 'Garten GmbH',
    buyerTaxNo: 'DE136695976',
    buyerCountry: 'DE',
    lines: [line('Bylina', 1230, { rate: '0_wdt' })],
  },
  export_products: { buyerName: 'Сад ТОВ', buyerCountry: 'UA', lines: [line('Bylina', 1230, { rate: '0_ex' })] },
  import_service: { buyerName: 'Cloud AG', buyerCountry: 'DE' },
};
const PREFIXES: Record<string, string> = {
  ...{
    proforma: 'PRO',
    bill: 'RACH',
    receipt: 'PAR',
    estimate: 'ZAM',
    client_order: 'ZK',
    advance: 'ZAL',
    final: 'KON',
    correction: 'KOR',
  },
  ...{ invoice_other: 'INNA', import_service: 'WEW', accounting_note: 'NOTA', kp: 'KP', kw: 'KW' },
};

/** An issued document of the kind; a correction and a final invoice with what they stand on. */
async function issued(kind: string, changes: Partial<InvoiceInput> = {}): Promise<number> {
  if (kind === 'correction')
    return firm.issue({ kind, fromInvoiceId: await firm.issue(), lines: [line('Projekt ogrodu', 1000)], ...changes });
  if (kind === 'final') {
    const order = await firm.issue({ kind: 'estimate' });
    const advance = await firm.issue({ kind: 'advance', fromInvoiceId: order, lines: [line('Zaliczka', 230)] });
    return firm.issue({ kind, fromInvoiceId: order, advanceIds: [advance], ...changes });
  }
  return firm.issue({ kind, ...NEEDS[kind], ...changes });
}

describe.each(KINDS.map(({ code }) => code))('a document of kind %s', (code) => {
  const kind = kindOf(code)!;

  it('is issued under a number of its series (R94, R96)', async () => {
    const { number, family } = await find(await issued(code));
    expect(family).toBe(kind.family);
    expect(number).toMatch(PREFIXES[code] ? new RegExp(`^${PREFIXES[code]}/\\d+/\\d\\d/\\d{4}$`) : /^\d+\/\d\d\/\d{4}$/);
  });

  it('makes a deal if its kind is accepted and nothing came before it (R33, R40-R42)', async () => {
    const id = await issued(code);
    const own = await bornOf(id);
    const isOutside = code !== 'correction' && code !== 'final';
    expect(own).toHaveLength(isOutside && kind.acceptedByDefault ? 1 : 0);
    if (own.length && kind.sale) expect(own[0].counted).toBe((await find(id)).gross.toFixed(2));
  });

  it('has a life as R125 says', async () => {
    const id = await issued(code);
    const before = await find(id);
    const { kind: _, ...rest } = { kind: code, ...NEEDS[code] };
    const lines = before
      .lines!.filter((one) => !one.before)
      .map((one) => line(one.name, one.price.toNumber(), { rate: one.vatRate, quantity: one.quantity }));
    const edit = (changes: Partial<InvoiceInput>) =>
      keyOf(firm.edit(id, { ...rest, kind: code, lines, clientId: before.clientId, buyerName: before.buyer.name, ...changes }));
    expect(await edit({ notes: 'Dopisek' })).toBe('done');
    expect(await edit({ currency: 'EUR' })).not.toBe('done');
    expect(await edit({ kind: code === 'vat' ? 'bill' : 'vat' })).not.toBe('done');
    expect(await keyOf(does((invoices) => invoices.cancel(id, 'Pomyłka')))).toBe('done');
    expect(await edit({ notes: 'Po anulowaniu' })).toBe('invoice_is_cancelled');
    expect(await keyOf(does((invoices) => invoices.delete(id, null)))).toBe('done');
    const { state, number } = await find(id);
    expect([state, number]).toEqual(['deleted', before.number]);
    await does((invoices) => invoices.restore(id));
    expect((await find(id)).state).toBe('cancelled');
  });

  it('is copied to a form of its own, outside of all deals (R42)', async () => {
    const id = await issued(code);
    const { status, text } = await firm.browser.visit(`/invoicing/invoices/new?copy=${id}`);
    const copy = kind.onlyContinues ? 'vat' : code;
    expect([status, text.includes(`value="${copy}" selected`)]).toEqual([200, true]);
  });
});

describe('documents of one order (R42)', () => {
  it('share one deal, whose value is the order: advances, the final invoice, and corrections by their difference (R38)', async () => {
    const order = await firm.issue({ kind: 'estimate' });
    const first = await firm.issue({ kind: 'advance', fromInvoiceId: order, lines: [line('Zaliczka', 300)] });
    const second = await firm.issue({ kind: 'advance', fromInvoiceId: order, lines: [line('Zaliczka', 200)] });
    const last = await firm.issue({ kind: 'final', fromInvoiceId: order, advanceIds: [first, second] });
    const [deal, ...others] = await firm.deals(
      `d.id in (select deal_id from deal_documents where invoice_id in (${order}, ${first}, ${second}, ${last}))`,
    );
    expect([others.length, deal.counted]).toEqual([0, '1230.00']);
    const correction = await firm.issue({ kind: 'correction', fromInvoiceId: last, lines: [line('Projekt ogrodu', 1184)] });
    expect((await firm.dealOf(deal.id)).counted).toBe('1184.00');
    await does((invoices) => invoices.cancel(correction, null));
    expect((await firm.dealOf(deal.id)).counted).toBe('1230.00');
    await does((invoices) => invoices.cancel(last, null));
    expect((await firm.dealOf(deal.id)).counted).toBe('500.00');
  });
});

describe('corrections and deals (R38)', () => {
  it('follows edits: 123 → 246, a correction of −46 → 200, cancelled → 246, and the invoice cancelled → its own value', async () => {
    const deal = await firm.deal('Żywopłot', { agreedGross: new Decimal(500) });
    const of = (price: number) => [line('Żywopłot', price, { dealId: deal })];
    const invoice = await firm.issue({ lines: of(123) });
    const counted = async () => (await firm.dealOf(deal)).counted;
    expect(await counted()).toBe('123.00');
    await firm.edit(invoice, { lines: of(246) });
    expect(await counted()).toBe('246.00');
    const correction = await firm.issue({ kind: 'correction', fromInvoiceId: invoice, lines: of(200) });
    expect(await counted()).toBe('200.00');
    await does((invoices) => invoices.cancel(correction, null));
    expect(await counted()).toBe('246.00');
    await does((invoices) => invoices.cancel(invoice, null));
    expect(await firm.dealOf(deal)).toMatchObject({ counted: null, agreed: '500.00' });
  });

  it('belongs to the deals of what it corrects, makes none, and counts only where that does (R41)', async () => {
    const bill = await firm.issue({ kind: 'bill' });
    const before = (await firm.deals()).length;
    await firm.issue({ kind: 'correction', fromInvoiceId: bill, lines: [line('Projekt ogrodu', 100)] });
    expect(await firm.deals()).toHaveLength(before);
  });
});
