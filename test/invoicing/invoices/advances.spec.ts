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
/** An order of 369,000.00 gross at 8 % and 6,150.00 at 23 %, as the Ministry's advance example has one. */
const ORDERED = [
  line({ name: 'Dom', price: new Decimal(369_000), rate: '8' }),
  line({ name: 'Garaż', price: new Decimal(6150) }),
];
const order = (changes: Partial<InvoiceInput> = {}) => issued({ kind: 'estimate', lines: ORDERED, ...changes });
const advance = (from: number, price: number) =>
  issued({ kind: 'advance', fromInvoiceId: from, lines: [line({ name: 'Zaliczka', price: new Decimal(price), rate: '8' })] });
const amounts = async (id: number) => {
  const { net, vat, gross } = await room.find(id);
  return [net, vat, gross].map((amount) => amount.toFixed(2));
};

describe('an advance invoice (R103)', () => {
  it('is filled in from an amount: divided among the rates of the order, VAT taken out of each part', async () => {
    const anna = await room.signedIn();
    const id = await order();
    const { text } = await anna.visit(`/invoicing/invoices/new?from=${id}&kind=advance&amount=20000`);
    const { location } = await anna.post(`/invoicing/invoices?from=${id}&kind=advance&amount=20000`, fieldsOf(text));
    const { taxes, kind, number } = await room.find(Number(location!.split('/').at(-1)));
    expect([kind, number]).toEqual(['advance', expect.stringMatching(/^ZAL\//)]);
    expect(taxes!.map(({ vatRate, net, vat }) => [vatRate, net.toFixed(2), vat.toFixed(2)])).toEqual([
      ['23', '266.56', '61.31'],
      ['8', '18214.94', '1457.19'],
    ]);
  });

  it('is filled in from a percentage, and from all that is left', async () => {
    const anna = await room.signedIn();
    const id = await order();
    const percent = await anna.visit(`/invoicing/invoices/new?from=${id}&kind=advance&percent=30`);
    expect(percent.text).toContain('value="110700,00"');
    await advance(id, 100_000);
    const rest = await anna.visit(`/invoicing/invoices/new?from=${id}&kind=advance`);
    expect(rest.text).toContain('value="269000,00"');
  });

  it('is no more than its order, together with others that stand', async () => {
    const id = await order();
    const first = await advance(id, 375_000);
    const second = () =>
      does((invoices) =>
        invoices.createAndIssue(
          room.input({ kind: 'advance', fromInvoiceId: id, lines: [line({ price: new Decimal('150.01') })] }),
        ),
      );
    expect(await second()).toBe('advance_above_order');
    await room.does((invoices) => invoices.cancel(first, null));
    expect(await second()).toBe('done');
  });

  it('is raised by no correction above its order, by a draft neither, and the form says so at its lines', async () => {
    const id = await order();
    const [paid] = [await advance(id, 300_000), await advance(id, 75_000)];
    const raised = (price: number) => ({
      ...{ kind: 'correction', fromInvoiceId: paid },
      lines: [line({ name: 'Zaliczka', price: new Decimal(price), rate: '8' })],
    });
    expect(await does((invoices) => invoices.createAndIssue(room.input(raised(300_151))))).toBe('correction_above_order');
    const anna = await room.signedIn();
    const from = `?from=${paid}&kind=correction`;
    const fields = { ...fieldsOf((await anna.visit(`/invoicing/invoices/new${from}`)).text), 'lines[0][price]': '300151' };
    const { status, text } = await anna.post(`/invoicing/invoices${from}`, fields);
    expect([status, text.includes('href="#f-lines"'), text.includes('Można ją podnieść najwyżej o 150.00 PLN')]).toEqual([
      422,
      true,
      true,
    ]);
    const draft = await room.does((invoices) => invoices.draft(room.input(raised(300_150))));
    await advance(id, 150);
    expect(await does((invoices) => invoices.issue(draft))).toBe('correction_above_order');
    await expect(
      room.rows(
        `set app.account = ${room.anna.account}; update invoices set number = 'KOR/X', issued_at = now() where id = ${draft}`,
      ),
    ).rejects.toThrow('Advances as corrected are no more than their order');
  });

  it('stays lowered by its correction while another advance needs the room that it made', async () => {
    const id = await order();
    const paid = await advance(id, 300_000);
    const lines = [line({ name: 'Zaliczka', price: new Decimal(100_000), rate: '8' })];
    const lowered = await issued({ kind: 'correction', fromInvoiceId: paid, lines });
    const more = await advance(id, 200_000);
    expect(await does((invoices) => invoices.cancel(lowered, null))).toBe('correction_makes_room');
    await expect(
      room.rows(`set app.account = ${room.anna.account}; update invoices set cancelled_at = now() where id = ${lowered}`),
    ).rejects.toThrow('Advances as corrected are no more than their order');
    await room.does((invoices) => invoices.cancel(more, null));
    expect(await does((invoices) => invoices.cancel(lowered, null))).toBe('done');
  });

  it('has no charges and deductions (R106)', async () => {
    const charges = [{ kind: 'charge', amount: new Decimal(10), reason: 'Kaucja', blank: false }] as InvoiceInput['charges'];
    const id = await order();
    expect(
      await does((invoices) =>
        invoices.draft(room.input({ kind: 'advance', fromInvoiceId: id, lines: [line({ price: new Decimal(5) })], charges })),
      ),
    ).toBe('advance_without_charges');
  });
});

describe('a final invoice (R103, art. 106f(3))', () => {
  const final = (from: number, advanceIds: number[], changes: Partial<InvoiceInput> = {}) =>
    room.does((invoices) =>
      invoices.createAndIssue(room.input({ kind: 'final', fromInvoiceId: from, advanceIds, lines: ORDERED, ...changes })),
    );
  const refused = (from: number, advanceIds: number[], changes: Partial<InvoiceInput> = {}) =>
    final(from, advanceIds, changes).then(
      () => 'done',
      (error) => error.key,
    );

  it('takes its advances off to the grosz: together they are the order', async () => {
    const id = await order();
    const advances = [await advance(id, 100_000), await advance(id, 33_333)];
    const last = await final(id, advances);
    const all = await Promise.all([...advances, last].map(amounts));
    const together = [0, 1, 2].map((place) => all.reduce((sum, one) => sum.plus(one[place]), new Decimal(0)).toFixed(2));
    expect(together).toEqual(await amounts(id));
    const { advances: said, taxes } = await room.find(last);
    expect(said!.map(({ advanceId, gross }) => [advanceId, gross.toFixed(2)])).toEqual([
      [advances[0], '100000.00'],
      [advances[1], '33333.00'],
    ]);
    expect(taxes!.map(({ vatRate, beforeGross, gross }) => [vatRate, beforeGross.toFixed(2), gross.toFixed(2)])).toEqual([
      ['23', '0.00', '6150.00'],
      ['8', '133333.00', '235667.00'],
    ]);
  });

  it('takes an advance off as it was corrected', async () => {
    const id = await order();
    const paid = await advance(id, 100_000);
    await issued({
      kind: 'correction',
      fromInvoiceId: paid,
      lines: [line({ name: 'Zaliczka', price: new Decimal(60_000), rate: '8' })],
    });
    expect((await amounts(await final(id, [paid])))[2]).toBe('315150.00');
  });

  it('needs advances, all of them, that stand and are of the same order', async () => {
    const [id, other] = [await order(), await order()];
    const [first, second, foreign] = [await advance(id, 100), await advance(id, 200), await advance(other, 300)];
    expect(await refused(id, [])).toBe('final_without_advances');
    expect(await refused(id, [first])).toBe('final_without_all_advances');
    expect(await refused(id, [first, second, foreign])).toBe('advance_does_not_stand');
    expect(await refused(id, [first, second], { lines: [line({ price: new Decimal(50), rate: '8' })] })).toBe(
      'final_below_advances',
    );
    await room.does((invoices) => invoices.cancel(second, null));
    expect(await refused(id, [first, second])).toBe('advance_does_not_stand');
    expect(await refused(id, [first])).toBe('done');
  });

  it('is the only one of its order, after which nothing more is paid in advance', async () => {
    const id = await order();
    const paid = await advance(id, 100);
    const last = await final(id, [paid]);
    expect(await refused(id, [paid])).toBe('order_has_final');
    expect(
      await does((invoices) =>
        invoices.createAndIssue(room.input({ kind: 'advance', fromInvoiceId: id, lines: [line({ price: new Decimal(5) })] })),
      ),
    ).toBe('order_has_final');
    await room.does((invoices) => invoices.cancel(last, null));
    expect(await refused(id, [paid])).toBe('done');
  });

  it('holds its advances and its order: only texts change, and neither is cancelled or deleted (R125)', async () => {
    const id = await order();
    const paid = await advance(id, 100);
    expect(await does((invoices) => invoices.delete(id, null))).toBe('invoice_is_continued');
    const last = await final(id, [paid]);
    for (const held of [id, paid]) {
      expect(await does((invoices) => invoices.cancel(held, null))).toBe('invoice_is_continued');
      expect(await does((invoices) => invoices.delete(held, null))).toBe('invoice_is_continued');
    }
    expect(
      await does((invoices) =>
        invoices.createAndIssue(
          room.input({ kind: 'correction', fromInvoiceId: paid, lines: [line({ price: new Decimal(1) })] }),
        ),
      ),
    ).toBe('source_is_continued');
    await room.does((invoices) => invoices.delete(last, null));
    expect(await does((invoices) => invoices.cancel(paid, null))).toBe('done');
    expect(await does((invoices) => invoices.cancel(id, null))).toBe('done');
  });

  it('is corrected as the whole that it invoices', async () => {
    const id = await order();
    const last = await final(id, [await advance(id, 100_000)]);
    const corrected = await issued({
      kind: 'correction',
      fromInvoiceId: last,
      lines: [ORDERED[0], line({ name: 'Garaż', price: new Decimal(5000) })],
    });
    expect((await amounts(corrected))[2]).toBe('-1150.00');
  });

  it('is one, when two are issued of the same advances at once', async () => {
    const id = await order();
    const paid = await advance(id, 100);
    const outcomes = await Promise.all([refused(id, [paid]), refused(id, [paid]), refused(id, [paid])]);
    expect(outcomes.sort()).toEqual(['done', 'order_has_final', 'order_has_final']);
  });

  it('is refused by the database itself without advances, or with those of another final invoice', async () => {
    const id = await order();
    const last = await final(id, [await advance(id, 100)]);
    const draft = await room.does((invoices) => invoices.draft(room.input({ lines: ORDERED })));
    await expect(
      room.rows(
        `set app.account = ${room.anna.account}; update invoices set kind = 'final', family = 'final', number = 'KON/X', issued_at = now() where id = ${draft}`,
      ),
    ).rejects.toThrow('takes advances off');
    await expect(
      room.rows(`set app.account = ${room.anna.account}; insert into settled_advances select account_id, ${draft}, advance_id, position, number, issue_on, net, vat, gross
        from settled_advances where final_id = ${last};
        update invoices set kind = 'final', family = 'final', number = 'KON/X', issued_at = now() where id = ${draft}`),
    ).rejects.toThrow('An advance is taken off once');
  });
});

describe('charges and deductions (R106)', () => {
  it('change what is to pay and nothing else', async () => {
    const charges = [
      { kind: 'charge', amount: new Decimal('50.00'), reason: 'Kaucja za palety', blank: false },
      { kind: 'deduction', amount: new Decimal('12.50'), reason: 'Nadpłata z października', blank: false },
    ] as InvoiceInput['charges'];
    const { gross, toPay, charges: said } = await room.find(await issued({ charges }));
    expect([gross.toFixed(2), toPay.toFixed(2)]).toEqual(['1230.00', '1267.50']);
    expect(said!.map(({ kind, amount, reason }) => [kind, amount.toFixed(2), reason])).toEqual([
      ['charge', '50.00', 'Kaucja za palety'],
      ['deduction', '12.50', 'Nadpłata z października'],
    ]);
  });

  it('are at most a hundred of each', async () => {
    const charges = Array.from({ length: 101 }, () => ({
      kind: 'charge',
      amount: new Decimal(1),
      reason: 'x',
      blank: false,
    })) as InvoiceInput['charges'];
    expect(await does((invoices) => invoices.draft(room.input({ charges })))).toBe('too_many_charges');
  });
});
