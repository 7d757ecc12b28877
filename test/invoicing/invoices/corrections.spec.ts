import type { InvoiceInput } from '../../../src/invoicing/invoices/invoice.input';
import type { InvoicesService } from '../../../src/invoicing/invoices/invoices.service';
import { Decimal } from '../../../src/money/decimal';
import { fieldsOf } from '../../integration/firm';
import { keyOf, line, Room } from './room';

let room: Room;
beforeAll(async () => {
  room = await Room.open();
});
afterAll(() => room.test.close());

const issued = (changes: Partial<InvoiceInput> = {}) => room.does((invoices) => invoices.createAndIssue(room.input(changes)));
const does = (work: (invoices: InvoicesService) => Promise<unknown>) => keyOf(room.does(work));
/** Bylina 10 × 12.30 and Projekt 1 × 123, gross at 23 %. */
const lines = (quantity = 10, price = '12.30') => [
  line({ name: 'Bylina', quantity: new Decimal(quantity), price: new Decimal(price) }),
  line({ name: 'Projekt', price: new Decimal(123) }),
];
const correction = (from: number, changes: Partial<InvoiceInput> = {}) =>
  issued({ kind: 'correction', fromInvoiceId: from, correctionReason: 'Zwrot towaru', lines: lines(8), ...changes });
const sums = async (id: number) => {
  const { net, vat, gross, toPay, taxes } = await room.find(id);
  return {
    document: [net, vat, gross, toPay].map((amount) => amount.toFixed(2)),
    taxes: taxes!.map((tax) => [tax.vatRate, tax.net.toFixed(2), tax.beforeGross.toFixed(2)]),
  };
};

describe('a correction (R103, art. 106j)', () => {
  it('says the difference between what was and what is, rate by rate, and keeps the lines of both', async () => {
    const invoice = await issued({ lines: lines() });
    const id = await correction(invoice);
    expect(await sums(id)).toEqual({ document: ['-20.00', '-4.60', '-24.60', '-24.60'], taxes: [['23', '-20.00', '246.00']] });
    const { lines: stored, correction: said, documentKind } = await room.find(id);
    expect(stored!.map(({ before, position, quantity }) => [before, position, quantity.toNumber()])).toEqual([
      ...[
        [true, 1, 10],
        [false, 1, 8],
      ],
      ...[
        [true, 2, 1],
        [false, 2, 1],
      ],
    ]);
    const { number, issueOn } = await room.find(invoice);
    expect(said).toMatchObject({ kind: 'vat', number, issueOn, reason: 'Zwrot towaru' });
    expect(documentKind.showsVat).toBe(true);
  });

  it('of a correction goes on from what that one left, and names the invoice that is corrected in the end', async () => {
    const invoice = await issued({ lines: lines() });
    const first = await correction(invoice);
    const second = await correction(first, { lines: lines(8, '24.60') });
    expect((await sums(second)).document[2]).toBe('98.40');
    expect((await room.find(second)).correction.number).toBe((await room.find(invoice)).number);
    expect(
      await does((invoices) =>
        invoices.createAndIssue(room.input({ kind: 'correction', fromInvoiceId: invoice, lines: lines(1) })),
      ),
    ).toBe('source_is_continued');
  });

  it('to zero takes back all of it, to the grosz, also where VAT was rounded on each line', async () => {
    const invoice = await issued({ method: 'net_line', lines: [1, 2, 3].map(() => line({ price: new Decimal('9.99') })) });
    const id = await correction(invoice, {
      lines: [1, 2, 3].map(() => line({ price: new Decimal('9.99'), quantity: new Decimal(0) })),
    });
    expect((await sums(id)).document).toEqual(['-29.97', '-6.90', '-36.87', '-36.87']);
  });

  it('takes a line out, adds one, and moves an amount to another rate', async () => {
    const invoice = await issued({ lines: lines() });
    const [first, second] = lines();
    const id = await correction(invoice, {
      lines: [
        { ...first, name: null, price: null, blank: true } as never,
        { ...second, rate: '8', blank: false },
        line({ name: 'Dojazd', price: new Decimal(10) }),
      ],
    });
    expect((await sums(id)).taxes.map(([rate, net]) => [rate, net])).toEqual([
      ['23', '-191.87'],
      ['8', '113.89'],
    ]);
    const positions = (await room.find(id)).lines!.filter(({ before }) => !before).map(({ position }) => position);
    expect(positions).toEqual([2, 3]);
  });

  it('may correct only texts', async () => {
    const invoice = await issued({ lines: lines() });
    expect(
      await does((invoices) =>
        invoices.createAndIssue(room.input({ kind: 'correction', fromInvoiceId: invoice, lines: lines() })),
      ),
    ).toBe('correction_changes_nothing');
    const id = await correction(invoice, { lines: lines(), contentBefore: 'Termin 7 dni', contentAfter: 'Termin 14 dni' });
    expect((await sums(id)).document).toEqual(['0.00', '0.00', '0.00', '0.00']);
  });

  it.each<[string, Partial<InvoiceInput>, string]>([
    [
      'less than nothing of a line',
      { lines: [line({ name: 'Bylina', discount: new Decimal(101), quantity: new Decimal(1) })] },
      'discount_above_value',
    ],
    [
      'another tax number: that is a correction to zero and a new invoice',
      { buyerTaxNo: '5252445767' },
      'correction_keeps_tax_no',
    ],
    ['nothing', { fromInvoiceId: null }, 'correction_of_nothing'],
    ['another currency', { currency: 'EUR' }, 'source_in_other_currency'],
  ])('does not correct to %s', async (_, changes, key) => {
    const invoice = await issued({ lines: lines() });
    const input = { kind: 'correction', fromInvoiceId: invoice, lines: lines(8), ...changes };
    expect(await does((invoices) => invoices.createAndIssue(room.input(input)))).toBe(key);
  });

  it.each(['proforma', 'receipt', 'estimate'])('is not made of a %s', async (kind) => {
    const source = await issued({ kind, lines: lines() });
    expect(
      await does((invoices) =>
        invoices.createAndIssue(room.input({ kind: 'correction', fromInvoiceId: source, lines: lines(1) })),
      ),
    ).toBe('kind_does_not_continue');
  });

  it('holds what it corrects, until it is cancelled (R125)', async () => {
    const invoice = await issued({ lines: lines() });
    const id = await correction(invoice);
    const { clientId } = await room.find(invoice);
    const edit = (changes: Partial<InvoiceInput>) =>
      does((invoices) =>
        invoices.update(invoice, room.input({ lines: lines(), clientId, buyerName: 'Kawiarnia Pod Lipą', ...changes })),
      );
    expect(await edit({ lines: lines(3) })).toBe('continued_keeps_figures');
    expect(await edit({ notes: 'Dziękujemy' })).toBe('done');
    expect(await does((invoices) => invoices.cancel(invoice, null))).toBe('invoice_is_continued');
    expect(await does((invoices) => invoices.delete(invoice, null))).toBe('invoice_is_continued');
    expect(await does((invoices) => invoices.cancel(id, null))).toBe('done');
    expect(await does((invoices) => invoices.cancel(invoice, null))).toBe('done');
  });

  it('is not issued from a draft once what it corrects was changed meanwhile', async () => {
    const invoice = await issued({ lines: lines() });
    const draft = await room.does((invoices) =>
      invoices.draft(room.input({ kind: 'correction', fromInvoiceId: invoice, lines: lines(8) })),
    );
    await room.does((invoices) => invoices.update(invoice, room.input({ lines: lines(9) })));
    expect(await does((invoices) => invoices.issue(draft))).toBe('basis_changed_meanwhile');
    await room.does((invoices) => invoices.update(draft, room.input({ kind: 'correction', lines: lines(8) })));
    expect(await does((invoices) => invoices.issue(draft))).toBe('done');
    expect((await sums(draft)).document[2]).toBe('-12.30');
  });

  it('is edited as it was typed, each line beside the one that it changes', async () => {
    const anna = await room.signedIn();
    const invoice = await issued({ lines: lines() });
    const blank = await anna.visit(`/invoicing/invoices/new?from=${invoice}&kind=correction`);
    expect(blank.text).toContain('Korekta do: Faktura VAT');
    expect(blank.text).toContain('Było: Bylina, 10');
    const id = await correction(invoice);
    const { text, status } = await anna.visit(`/invoicing/invoices/${id}/edit`);
    expect(status).toBe(200);
    expect(fieldsOf(text)).toMatchObject({
      'lines[0][quantity]': '8',
      'lines[1][name]': 'Projekt',
      correctionReason: 'Zwrot towaru',
    });
    expect((await anna.visit(`/invoicing/invoices/new?from=${invoice}&kind=correction&to=zero`)).status).not.toBe(200);
  });
});
