import { randomUUID } from 'node:crypto';
import { addDays } from '../../../src/clock';
import type { InvoiceInput } from '../../../src/invoicing/invoices/invoice.input';
import type { InvoicesService } from '../../../src/invoicing/invoices/invoices.service';
import { Decimal } from '../../../src/money/decimal';
import { line, Room, TODAY, YESTERDAY } from './room';

const FIRST_OF_MONTH = `${TODAY.slice(0, 8)}01`;

let room: Room;
beforeAll(async () => {
  room = await Room.open();
});
afterAll(() => room.test.close());

const draft = () => room.does((invoices) => invoices.draft(room.input()));
const issued = () => room.does((invoices) => invoices.createAndIssue(room.input()));
const cancelled = async () => {
  const id = await issued();
  await room.does((invoices) => invoices.cancel(id, 'Pomyłka'));
  return id;
};
const deleted = async () => {
  const id = await issued();
  await room.does((invoices) => invoices.delete(id, 'Zły nabywca'));
  return id;
};

describe('what a document says', () => {
  it.each([
    ['23', '0.01'],
    ['8', '99.99'],
    ['5', '1234.56'],
    ['0', '10000.00'],
    ['zw', '55.55'],
    ['np1', '7.77'],
  ])('shows exactly the gross price that was typed, at %s (R22–R24)', async (vatRate, price) => {
    const lines = [line({ name: 'Ogród zimowy', rate: vatRate, price: new Decimal(price) })];
    const id = await room.does((invoices) => invoices.draft(room.input({ lines })));
    const invoice = await room.find(id);
    expect(invoice.gross.toFixed(2)).toBe(price);
    expect(invoice.net.plus(invoice.vat).toFixed(2)).toBe(price);
    expect(invoice.lines).toMatchObject([{ name: 'Ogród zimowy', vatRate }]);
    expect(invoice.taxes).toHaveLength(1);
  });

  it('keeps the seller and the buyer as they were when the client is renamed (R10, R11)', async () => {
    const [{ id: client }] = await room.rows<{ id: number }>(
      `insert into clients (account_id, name, city) values (${room.anna.account}, 'Piekarnia Ratajczak', 'Poznań') returning id::int`,
    );
    const id = await room.does((invoices) => invoices.createAndIssue(room.input({ clientId: client, buyerName: null })));
    await room.rows(`update clients set name = 'Piekarnia Nowa' where id = ${client}`);
    expect((await room.find(id)).buyer).toMatchObject({ name: 'Piekarnia Ratajczak', city: 'Poznań' });
    expect((await room.find(id)).seller.name).toBe('Ogrody Zielińska');
  });
});

describe('the life of a document (R125)', () => {
  it('lets everything of a draft be edited', async () => {
    const id = await draft();
    await room.does((invoices) =>
      invoices.update(id, room.input({ kind: 'proforma', currency: 'EUR', lines: [line({}), line({})] })),
    );
    expect(await room.find(id)).toMatchObject({ kind: 'proforma', currency: 'EUR', state: 'draft' });
    expect((await room.find(id)).gross.toFixed(2)).toBe('2460.00');
  });

  it.each<[string, Partial<InvoiceInput>, object]>([
    ['day within the period', { issueOn: FIRST_OF_MONTH }, { issueOn: FIRST_OF_MONTH }],
    ['day of sale', { soldOn: YESTERDAY }, { soldOn: YESTERDAY }],
    ['days to pay in', { paymentDays: 7 }, { dueOn: addDays(TODAY, 7) }],
    ['way to pay', { paymentMethod: 'cash' }, { paymentMethod: 'cash' }],
    ['place', { place: 'Poznań' }, { words: { place: 'Poznań' } }],
    ['notes', { notes: 'Dziękujemy' }, { words: { notes: 'Dziękujemy' } }],
    ['buyer', { buyerName: 'Kawiarnia Druga' }, { buyer: expect.objectContaining({ name: 'Kawiarnia Druga' }) }],
    ['method', { method: 'net_line' }, { method: 'net_line', gross: new Decimal('1512.90') }],
    ['lines', { lines: [line({ price: new Decimal(10) })] }, { gross: new Decimal('10.00') }],
  ])('lets the %s of an issued one be edited, in a new version, and keeps its number', async (_, change, expected) => {
    const id = await issued();
    const before = await room.find(id);
    await room.does((invoices) => invoices.update(id, room.input({ number: 'INNY/1', ...change })));
    const after = await room.find(id);
    expect(after).toMatchObject({ ...expected, number: before.number, family: before.family, kind: before.kind });
    expect(after.version).toBeGreaterThan(before.version);
  });

  it.each([
    ['kind', { kind: 'bill' }, 'issued_keeps_kind'],
    ['currency', { currency: 'EUR' }, 'issued_keeps_currency'],
    ['department', { departmentId: 1 }, 'issued_keeps_departmentId'],
    ['period', { issueOn: '2020-01-31' }, 'issued_keeps_period'],
    ['past', { issueOn: '2099-01-01' }, 'issue_day_in_future'],
    ['buyer', { buyerName: null }, 'buyer_missing'],
  ])('keeps the %s of an issued one', async (_, change, key) => {
    const id = await issued();
    await expect(room.does((invoices) => invoices.update(id, room.input(change)))).rejects.toMatchObject({ key });
  });

  it('keeps the seller of an issued one, whatever becomes of the department (R11)', async () => {
    const id = await issued();
    await room.rows(`update departments set seller_name = 'Ogrody Nowe', city = 'Gdynia', version = version + 1`);
    await room.does((invoices) => invoices.update(id, room.input({ notes: 'Po zmianie' })));
    expect((await room.find(id)).seller).toMatchObject({ name: 'Ogrody Zielińska' });
    await room.rows(`update departments set seller_name = 'Ogrody Zielińska', city = null, version = version + 1`);
  });

  const removed = async () => {
    const id = await draft();
    await room.does((invoices) => invoices.delete(id, null));
    return id;
  };
  const cancelledVoid = async () => {
    const id = await cancelled();
    await room.does((invoices) => invoices.delete(id, null));
    return id;
  };
  const verbs: Record<string, (invoices: InvoicesService, id: number) => Promise<unknown>> = {
    edit: (invoices, id) => invoices.update(id, room.input()),
    issue: (invoices, id) => invoices.issue(id),
    cancel: (invoices, id) => invoices.cancel(id, null),
    delete: (invoices, id) => invoices.delete(id, null),
    restore: (invoices, id) => invoices.restore(id),
  };

  it.each<[string, () => Promise<number>, string, string]>([
    ['a draft', draft, 'edit', 'draft'],
    ['a draft', draft, 'issue', 'issued'],
    ['a draft', draft, 'cancel', 'draft_is_not_cancelled'],
    ['a draft', draft, 'delete', 'deleted'],
    ['a draft', draft, 'restore', 'invoice_is_not_deleted'],
    ['an issued one', issued, 'edit', 'issued'],
    ['an issued one', issued, 'issue', 'issued'],
    ['an issued one', issued, 'cancel', 'cancelled'],
    ['an issued one', issued, 'delete', 'deleted'],
    ['an issued one', issued, 'restore', 'invoice_is_not_deleted'],
    ['a cancelled one', cancelled, 'edit', 'invoice_is_cancelled'],
    ['a cancelled one', cancelled, 'issue', 'invoice_is_issued'],
    ['a cancelled one', cancelled, 'cancel', 'cancelled'],
    ['a cancelled one', cancelled, 'delete', 'deleted'],
    ['a cancelled one', cancelled, 'restore', 'invoice_is_not_deleted'],
    ['a void', deleted, 'edit', 'invoice_is_deleted'],
    ['a void', deleted, 'issue', 'invoice_is_deleted'],
    ['a void', deleted, 'cancel', 'invoice_is_deleted'],
    ['a void', deleted, 'delete', 'deleted'],
    ['a void', deleted, 'restore', 'issued'],
    ['a void of a cancelled one', cancelledVoid, 'restore', 'cancelled'],
    ['a deleted draft', removed, 'issue', 'invoice_is_deleted'],
    ['a deleted draft', removed, 'restore', 'draft'],
  ])('%s: %s it, and it is %s', async (_, made, verb, outcome) => {
    const id = await made();
    const before = await room.find(id);
    const done = await room
      .does((invoices) => verbs[verb](invoices, id))
      .then(
        async () => (await room.find(id)).state,
        (error) => error.key,
      );
    expect(done).toBe(outcome);
    if (before.number) expect((await room.find(id)).number).toBe(before.number);
  });

  it('leaves no void of a deleted draft: it was never numbered', async () => {
    const id = await removed();
    expect(await room.find(id)).toMatchObject({ state: 'deleted', number: null });
  });

  it('cancels an issued one, never a draft, and then edits it no more (R50)', async () => {
    const id = await cancelled();
    expect(await room.find(id)).toMatchObject({ state: 'cancelled', cancelReason: 'Pomyłka', number: expect.any(String) });
    await expect(room.does((invoices) => invoices.update(id, room.input()))).rejects.toMatchObject({
      key: 'invoice_is_cancelled',
    });
    const other = await draft();
    await expect(room.does((invoices) => invoices.cancel(other, null))).rejects.toMatchObject({ key: 'draft_is_not_cancelled' });
  });

  it('leaves a void of an issued one that is deleted, and gives back document and number (R46)', async () => {
    const id = await deleted();
    const gone = await room.find(id);
    expect(gone).toMatchObject({
      state: 'deleted',
      deleteReason: 'Zły nabywca',
      deletedBy: room.anna.user,
      number: expect.any(String),
    });
    await expect(room.does((invoices) => invoices.update(id, room.input()))).rejects.toMatchObject({ key: 'invoice_is_deleted' });
    await expect(room.does((invoices) => invoices.cancel(id, null))).rejects.toMatchObject({ key: 'invoice_is_deleted' });
    await room.does((invoices) => invoices.restore(id));
    expect(await room.find(id)).toMatchObject({ state: 'issued', number: gone.number });
  });

  it('deletes a cancelled one too, and restores it cancelled', async () => {
    const id = await cancelled();
    await room.does((invoices) => invoices.delete(id, null));
    await room.does((invoices) => invoices.restore(id));
    expect((await room.find(id)).state).toBe('cancelled');
  });

  it('issues nothing that is dated tomorrow (R130) or says no buyer (R9)', async () => {
    const tomorrow = room.input({ issueOn: '2099-01-01' });
    await expect(room.does((invoices) => invoices.createAndIssue(tomorrow))).rejects.toMatchObject({
      key: 'issue_day_in_future',
    });
    const nobody = room.input({ buyerName: null });
    await expect(room.does((invoices) => invoices.createAndIssue(nobody))).rejects.toMatchObject({ key: 'buyer_missing' });
    const receipt = room.input({ buyerName: null, kind: 'receipt', issueOn: YESTERDAY });
    await expect(room.does((invoices) => invoices.createAndIssue(receipt))).resolves.toEqual(expect.any(Number));
  });

  it('refuses to overwrite what somebody changed meanwhile', async () => {
    const id = await draft();
    await room.does((invoices) => invoices.update(id, room.input({ version: 1 })));
    await expect(room.does((invoices) => invoices.update(id, room.input({ version: 1 })))).rejects.toMatchObject({
      key: 'invoice_changed_meanwhile',
    });
  });
});

it('makes one document of a form that is sent five times at once (R118)', async () => {
  const input = room.input({ requestKey: randomUUID(), issueOn: TODAY });
  const ids = await Promise.all(Array.from({ length: 5 }, () => room.does((invoices) => invoices.createAndIssue(input))));
  expect(new Set(ids).size).toBe(1);
  expect((await room.find(ids[0])).lines).toHaveLength(1);
});
