import { setTimeout as pause } from 'node:timers/promises';
import { withClient } from '../../../src/database/connection';
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

const issued = (changes: Partial<InvoiceInput>) => room.does((invoices) => invoices.createAndIssue(room.input(changes)));
const does = (work: (invoices: InvoicesService) => Promise<unknown>) => keyOf(room.does(work));
const remove = (id: number) => room.does((invoices) => invoices.delete(id, null));
const restore = (id: number) => does((invoices) => invoices.restore(id));
const of = (...prices: number[]) => prices.map((price, place) => line({ name: `Część ${place + 1}`, price: new Decimal(price) }));
const order = () => issued({ kind: 'estimate', lines: of(1000) });
const advance = (from: number | null, price: number) => issued({ kind: 'advance', fromInvoiceId: from, lines: of(price) });
const final = (from: number | null, advanceIds: number[], changes: Partial<InvoiceInput> = {}) =>
  issued({ kind: 'final', fromInvoiceId: from, advanceIds, lines: of(1000), ...changes });
const correction = (from: number, ...prices: number[]) =>
  issued({ kind: 'correction', fromInvoiceId: from, lines: of(...prices) });
const edit = (id: number, changes: Partial<InvoiceInput>) => does((invoices) => invoices.update(id, room.input(changes)));

describe('a deleted document that stood on others (R125)', () => {
  it('comes back as long as they are as they were', async () => {
    const from = await order();
    const paid = await advance(from, 300);
    const last = await final(from, [paid]);
    const correct = await correction(last, 900);
    for (const id of [correct, last]) await remove(id);
    expect([await restore(last), await restore(correct)]).toEqual(['done', 'done']);
    expect((await room.find(last)).gross.toFixed(2)).toBe('700.00');
  });

  it('does not once what it corrected or took off says something else', async () => {
    const invoice = await issued({ lines: of(100) });
    const correct = await correction(invoice, 90);
    await remove(correct);
    expect(await edit(invoice, { lines: of(50) })).toBe('done');
    expect(await restore(correct)).toBe('basis_changed_since_deletion');
    const from = await order();
    const paid = await advance(from, 300);
    const last = await final(from, [paid]);
    await remove(last);
    expect(await edit(paid, { kind: 'advance', lines: of(200) })).toBe('done');
    expect(await restore(last)).toBe('basis_changed_since_deletion');
    await room.does((invoices) => invoices.cancel(paid, null));
    expect(await restore(last)).toBe('advance_does_not_stand');
  });

  it('does not beside others that took its place meanwhile', async () => {
    const from = await order();
    const paid = await advance(from, 600);
    await remove(paid);
    await advance(from, 600);
    expect(await restore(paid)).toBe('advance_above_order');
    const free = await advance(null, 100);
    const last = await final(null, [free]);
    await remove(last);
    await final(null, [free]);
    expect(await restore(last)).toBe('advance_is_settled');
  });

  it('comes back cancelled whatever became of them', async () => {
    const invoice = await issued({ lines: of(100) });
    const correct = await correction(invoice, 90);
    await room.does((invoices) => invoices.cancel(correct, null));
    await remove(correct);
    await room.does((invoices) => invoices.cancel(invoice, null));
    expect(await restore(correct)).toBe('done');
  });
});

describe('an advance that was corrected and taken off (R103, R125)', () => {
  it('stays as it was corrected: its corrections are neither corrected nor cancelled before the final invoice is', async () => {
    const from = await order();
    const paid = await advance(from, 300);
    const first = await correction(paid, 200);
    const last = await final(from, [paid]);
    expect((await room.find(last)).gross.toFixed(2)).toBe('800.00');
    expect(await keyOf(correction(first, 100))).toBe('source_is_continued');
    expect(await does((invoices) => invoices.cancel(first, null))).toBe('invoice_is_continued');
    expect(await edit(first, { kind: 'correction', lines: of(150) })).toBe('continued_keeps_figures');
    const past = withClient(room.test.database.ownerOptions, (client) =>
      client.query(`update invoices set cancelled_at = now() where id = ${first}`),
    );
    await expect(past).rejects.toThrow('stays as it was corrected');
    await room.does((invoices) => invoices.cancel(last, null));
    expect(await keyOf(correction(first, 100))).toBe('done');
  });

  it('is taken off as its correction says that is being issued beside', async () => {
    const from = await order();
    const paid = await advance(from, 300);
    const both = await Promise.all([
      room.does(async (invoices) => {
        await invoices.createAndIssue(room.input({ kind: 'correction', fromInvoiceId: paid, lines: of(200) }));
        await pause(600);
      }),
      pause(300).then(() => final(from, [paid])),
    ]);
    expect((await room.find(both[1])).gross.toFixed(2)).toBe('800.00');
  });

  it('has its texts and nothing else edited while another correction goes on from this one', async () => {
    const invoice = await issued({ lines: of(100, 200) });
    const first = await correction(invoice, 90, 200);
    await correction(first, 80, 200);
    const { clientId } = await room.find(first);
    expect(await edit(first, { kind: 'correction', clientId, lines: of(90, 200), notes: 'Dopisek' })).toBe('done');
    expect(await edit(first, { kind: 'correction', clientId, lines: of(90, 190) })).toBe('continued_keeps_figures');
  });
});

describe('advances of one order', () => {
  it('are together no more than it, also when two are edited at once (R103)', async () => {
    const from = await order();
    const advances = [await advance(from, 400), await advance(from, 400)];
    const raise = (id: number) =>
      does(async (invoices) => {
        await invoices.update(id, room.input({ kind: 'advance', lines: of(600) }));
        await pause(300);
      });
    expect((await Promise.all(advances.map(raise))).sort()).toEqual(['advance_above_order', 'done']);
  });

  it('are not asked for once it was invoiced without them (R42)', async () => {
    const from = await order();
    const invoice = await issued({ fromInvoiceId: from, lines: of(1000) });
    expect(await keyOf(advance(from, 100))).toBe('order_is_invoiced');
    await room.does((invoices) => invoices.cancel(invoice, null));
    expect(await keyOf(advance(from, 100))).toBe('done');
  });

  it('are taken off by an invoice to the same buyer (R103)', async () => {
    const paid = await issued({ kind: 'advance', buyerName: 'Sady SA', buyerTaxNo: '5252445767', lines: of(100) });
    expect(await keyOf(final(null, [paid], { buyerName: 'Lasy SA', buyerTaxNo: '5261040828' }))).toBe('final_of_another_buyer');
    expect(await keyOf(final(null, [paid], { buyerName: 'Sady SA', buyerTaxNo: '525-244-57-67' }))).toBe('done');
  });

  it('leave to the next one only what is left of each rate (R103)', async () => {
    const lines = [line({ price: new Decimal(100) }), line({ price: new Decimal(100), rate: '8' })];
    const from = await issued({ kind: 'estimate', lines });
    await advance(from, 150);
    const { text } = await (await room.signedIn()).visit(`/invoicing/invoices/new?from=${from}&kind=advance`);
    expect(fieldsOf(text)).toMatchObject({ 'lines[0][price]': '50,00', 'lines[0][rate]': '8' });
  });

  it('are asked for in words of a form, not twice (R118)', async () => {
    const from = await order();
    const anna = await room.signedIn();
    const { status } = await anna.visit(`/invoicing/invoices/new?from=${from}&kind=advance&percent=10&percent=20`);
    expect(status).toBe(200);
  });

  it('is edited and issued at once without a deadlock when it is a final invoice', async () => {
    const paid = await advance(null, 100);
    const draft = await room.does((invoices) =>
      invoices.draft(room.input({ kind: 'final', advanceIds: [paid], lines: of(1000) })),
    );
    const edits = Array.from({ length: 3 }, () => edit(draft, { kind: 'final', lines: of(1000), clientId: null }));
    const all = await Promise.all([
      ...edits,
      does((invoices) => invoices.issue(draft)),
      does((invoices) => invoices.issue(draft)),
    ]);
    expect(all.filter((key) => key === undefined)).toEqual([]);
    expect((await room.find(draft)).state).toBe('issued');
  });
});
