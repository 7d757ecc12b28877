import type { QueryRunner } from 'typeorm';
import { LetDocumentsBePaid20261124147000 } from '../../../migrations/20261124147000-let-documents-be-paid';
import { FindDocumentsByWhatIsPaid20261124147010 } from '../../../migrations/20261124147010-find-documents-by-what-is-paid';
import { SumWhatIsLeftToPayFromAnIndex20261124147020 } from '../../../migrations/20261124147020-sum-what-is-left-to-pay-from-an-index';
import { addDays } from '../../../src/clock';
import { Database } from '../../../src/database/database';
import { Events } from '../../../src/events/events';
import { line, TODAY } from '../../integration/firm';
import { Till } from './till';

const YESTERDAY = addDays(TODAY, -1);

let till: Till;
beforeAll(async () => {
  till = await Till.open();
});
afterEach(async () => expect(await till.wrong()).toEqual([]));
afterAll(() => till.firm.close());

const refused = (key: string) => expect.objectContaining({ key });

describe('R95: a document', () => {
  it('is paid in one step: all that is left, today, as it says itself', async () => {
    const id = await till.issue(1230, { paymentMethod: 'cash' });
    await till.payments((payments) => payments.markPaid(id));
    expect(await till.paid(id)).toEqual({ toPay: '1230.00', paid: '1230.00', paidOn: TODAY });
    const [payment] = await till.firm.rows(`select amount::text, method, currency::text, created_by::int who from payments
      where id = (select payment_id from payment_shares where invoice_id = ${id})`);
    expect(payment).toEqual({ amount: '1230.00', method: 'cash', currency: 'PLN', who: till.firm.anna.user });
  });

  it('is paid in parts, each with its day, and says when the last was', async () => {
    const id = await till.issue();
    await till.pay(id, 1000, { paidOn: TODAY });
    await till.pay(id, 229.99, { paidOn: YESTERDAY });
    expect(await till.paid(id)).toMatchObject({ paid: '1229.99', paidOn: TODAY });
    await till.payments((payments) => payments.markPaid(id, YESTERDAY));
    expect(await till.paid(id)).toMatchObject({ paid: '1230.00' });
  });

  it('takes no more than what is left of it, and nothing once it is paid', async () => {
    const id = await till.issue(100);
    await till.pay(id, 60);
    await expect(till.pay(id, 40.01)).rejects.toMatchObject({
      key: 'payment_above_left',
      field: 'amount',
      values: { left: '40.00' },
    });
    await till.pay(id, 40);
    await expect(till.pay(id, 0.01)).rejects.toEqual(refused('already_paid'));
  });

  it('takes no payment of a day to come', async () => {
    const id = await till.issue();
    await expect(till.pay(id, 1, { paidOn: addDays(TODAY, 1) })).rejects.toMatchObject({
      key: 'payment_day_in_future',
      field: 'paidOn',
    });
  });

  it.each([
    ['payment_of_draft', () => till.firm.draft()],
    ['payment_of_kind', () => till.issue(100, { kind: 'estimate' })],
    ['payment_of_kind', () => till.issue(100, { kind: 'kp' })],
  ])('takes none: %s', async (key, make) => {
    const id = await make();
    await expect(till.pay(id, 1)).rejects.toEqual(refused(key));
    await expect(till.payments((payments) => payments.markPaid(id))).rejects.toEqual(refused(key));
  });

  it('that is a pro forma may be paid', async () => {
    const id = await till.issue(500, { kind: 'proforma' });
    await till.pay(id, 500);
    expect(await till.paid(id)).toMatchObject({ paid: '500.00' });
  });

  it('that is a correction downwards gives back what is typed without a minus, and no more', async () => {
    const id = await till.correct(await till.issue(1230), 1000);
    expect(await till.paid(id)).toMatchObject({ toPay: '-230.00' });
    await till.pay(id, 30);
    expect(await till.paid(id)).toMatchObject({ paid: '-30.00' });
    await expect(till.pay(id, 200.01)).rejects.toEqual(refused('payment_above_left'));
    await till.payments((payments) => payments.markPaid(id));
    expect(await till.paid(id)).toMatchObject({ paid: '-230.00' });
  });

  it('may come to say less than was paid, and is overpaid until that is given back', async () => {
    const id = await till.issue(1230);
    await till.payments((payments) => payments.markPaid(id));
    await till.firm.edit(id, { lines: [line('Projekt ogrodu', 1000)] });
    expect(await till.paid(id)).toMatchObject({ toPay: '1000.00', paid: '1230.00' });
    await till.payments((payments) => payments.markPaid(id)); // is paid, and more than that: nothing happens
    await expect(till.pay(id, 230.01)).rejects.toEqual(refused('payment_above_left'));
    await till.pay(id, 230);
    expect(await till.paid(id)).toMatchObject({ toPay: '1000.00', paid: '1000.00' });
  });
});

describe('R95: a payment', () => {
  it('is removed, so that its document is as before, and history remembers both', async () => {
    const id = await till.issue(100);
    const payment = await till.pay(id, 100, { note: 'wyciąg 11/2026' });
    expect(await till.payments((payments) => payments.remove(payment))).toEqual([id]);
    expect(await till.paid(id)).toMatchObject({ paid: '0.00', paidOn: null });
    await till.payments((payments) => payments.remove(payment)); // a double click
    const history = await till.firm.rows<{ action: string }>(
      `select action, changes ? 'removed_at' removed from history where record_table = 'payments' and record_id = ${payment} order by id`,
    );
    expect(history).toEqual([
      { action: 'made', removed: false },
      { action: 'changed', removed: true },
    ]);
    const told = await till.firm.rows(`select changes->'paid' paid from history
      where record_table = 'invoices' and record_id = ${id} and changes ? 'paid' and action = 'changed' order by id`);
    expect(told).toEqual([{ paid: [0, 100] }, { paid: [100, 0] }]);
  });

  it('goes with all others of a document that is marked as not paid (change_status issued)', async () => {
    const id = await till.issue(100);
    await till.pay(id, 30);
    await till.payments((payments) => payments.markPaid(id));
    await till.payments((payments) => payments.markUnpaid(id));
    expect(await till.paid(id)).toMatchObject({ paid: '0.00', paidOn: null });
  });

  it.each([
    ['cancelled', (id: number) => till.invoices((invoices) => invoices.cancel(id, null))],
    ['deleted', (id: number) => till.invoices((invoices) => invoices.delete(id, null))],
  ])('is free when its document is %s (R125)', async (_, end) => {
    const id = await till.issue(100);
    await till.pay(id, 70);
    await end(id);
    expect(await till.paid(id)).toMatchObject({ paid: '0.00', paidOn: null });
    const [payment] = await till.firm.rows(`select p.amount::text, p.removed_at, s.freed_at is not null freed
      from payments p join payment_shares s on s.payment_id = p.id where s.invoice_id = ${id}`);
    expect(payment).toEqual({ amount: '70.00', removed_at: null, freed: true });
    await expect(till.pay(id, 1)).rejects.toMatchObject({ key: expect.stringMatching(/payment_of_(cancelled|deleted)/) });
  });

  it('is taken back by its document when that is restored, unless it was removed meanwhile (R125)', async () => {
    const id = await till.issue(100);
    await till.pay(id, 30);
    const removed = await till.pay(id, 20);
    await till.invoices((invoices) => invoices.delete(id, null));
    await till.payments((payments) => payments.remove(removed));
    await till.invoices((invoices) => invoices.restore(id));
    expect(await till.paid(id)).toMatchObject({ paid: '30.00', paidOn: TODAY });
  });
});

describe('R95: the rooms above', () => {
  const told: string[] = [];
  beforeAll(() => {
    const events = till.firm.test.app.get(Events, { strict: false });
    const publish = events.publish.bind(events);
    jest.spyOn(events, 'publish').mockImplementation((event) => {
      if (/^Invoice(Paid|Unpaid)$/.test(event.constructor.name)) told.push(event.constructor.name);
      return publish(event);
    });
  });
  beforeEach(() => told.splice(0));
  afterAll(() => jest.restoreAllMocks());

  it('are told when a document becomes wholly paid, and when it no longer is', async () => {
    const id = await till.issue(100);
    await till.pay(id, 60);
    expect(told).toEqual([]);
    const last = await till.pay(id, 40);
    expect(told).toEqual(['InvoicePaid']);
    await till.payments((payments) => payments.remove(last));
    expect(told).toEqual(['InvoicePaid', 'InvoiceUnpaid']);
  });

  it('are told so too when the document is edited to say more or less', async () => {
    const id = await till.issue(100);
    await till.pay(id, 60);
    await till.firm.edit(id, { lines: [line('Projekt ogrodu', 60)] });
    expect(told).toEqual(['InvoicePaid']);
    await till.firm.edit(id, { lines: [line('Projekt ogrodu', 60.01)] });
    expect(told).toEqual(['InvoicePaid', 'InvoiceUnpaid']);
  });
});

describe('R95: what must never be false is refused by the database, whoever writes', () => {
  let id: number;
  let payment: number;
  beforeAll(async () => {
    id = await till.issue(100);
    payment = await till.pay(id, 50);
  });
  const account = () => till.firm.anna.account;
  const share = (invoice: number, amount: number, of: string | number = payment) =>
    till.firm.rows(
      `insert into payment_shares (account_id, payment_id, invoice_id, amount) values (${account()}, ${of}, ${invoice}, ${amount})`,
    );
  const aPayment = async (amount: number, currency = 'PLN') =>
    (
      await till.firm.rows<{ id: number }>(`insert into payments (account_id, amount, currency, paid_on, method, department_id)
        values (${account()}, ${amount}, '${currency}', '${TODAY}', 'cash', ${till.firm.department}) returning id::int`)
    )[0].id;

  it.each<[string, string, () => Promise<unknown>]>([
    [
      'an amount paid that no payment says',
      'comes from its payments',
      () => till.firm.rows(`update invoices set paid = 99 where id = ${id}`),
    ],
    [
      'a day without payment',
      'comes from its payments',
      () => till.firm.rows(`update invoices set paid_on = '2020-01-01' where id = ${id}`),
    ],
    ['more than is left', 'no more than what is left', async () => share(id, 50.01, await aPayment(100))],
    ['money given back that nobody owes', 'no more than what is left', async () => share(id, -1, await aPayment(-1))],
    ['another currency', 'in its currency', async () => share(id, 1, await aPayment(1, 'EUR'))],
    ['a draft that is paid', 'that stands', async () => share(await till.firm.draft(), 1, await aPayment(1))],
    ['shares above their payment', 'no more than their payment', async () => share(await till.issue(10), 0.01)],
    ['a payment rewritten', 'never rewritten', () => till.firm.rows(`update payments set amount = 40 where id = ${payment}`)],
  ])('%s', async (_, message, write) => {
    await expect(write()).rejects.toThrow(message);
    expect(await till.paid(id)).toMatchObject({ paid: '50.00' });
  });

  it('shares changed by the application, which only adds them', async () => {
    const database = till.firm.test.app.get(Database);
    const free = () => till.payments(() => database.query(`update payment_shares set freed_at = now() where invoice_id = ${id}`));
    await expect(free()).rejects.toThrow('permission denied');
  });
});

it('R104 has room: one payment may settle several documents, no more than it came to', async () => {
  const [one, two] = [await till.issue(100), await till.issue(200)];
  const account = till.firm.anna.account;
  const [{ id }] = await till.firm.rows<{
    id: number;
  }>(`insert into payments (account_id, amount, currency, paid_on, method, department_id)
    values (${account}, 200, 'PLN', '${TODAY}', 'transfer', ${till.firm.department}) returning id::int`);
  await till.firm.rows(`insert into payment_shares (account_id, payment_id, invoice_id, amount) values
    (${account}, ${id}, ${one}, 100), (${account}, ${id}, ${two}, 100)`);
  expect([await till.paid(one), await till.paid(two)]).toMatchObject([{ paid: '100.00' }, { paid: '100.00' }]);
  await till.payments((payments) => payments.remove(id));
  expect([await till.paid(one), await till.paid(two)]).toMatchObject([{ paid: '0.00' }, { paid: '0.00' }]);
});

it('has a way back: without payments nothing is paid', async () => {
  const id = await till.issue(100);
  await till.pay(id, 100);
  const runner = { query: (sql: string) => till.firm.rows(sql) } as unknown as QueryRunner;
  const migrations = [new LetDocumentsBePaid20261124147000(), new FindDocumentsByWhatIsPaid20261124147010()];
  const last = new SumWhatIsLeftToPayFromAnIndex20261124147020();
  for (const migration of [last, ...migrations.toReversed()]) await migration.down(runner);
  expect(await till.paid(id)).toMatchObject({ paid: '0.00', paidOn: null });
  for (const migration of [...migrations, last]) await migration.up(runner);
  await till.payments((payments) => payments.markPaid(id));
  expect(await till.paid(id)).toMatchObject({ paid: '100.00' });
});
