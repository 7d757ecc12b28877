import { randomUUID } from 'node:crypto';
import { Till } from './till';

let till: Till;
beforeAll(async () => {
  till = await Till.open();
});
afterAll(() => till.firm.close());

const together = <T>(count: number, work: (index: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: count }, (_, index) => work(index)));
const done = (results: PromiseSettledResult<unknown>[]) => results.filter(({ status }) => status === 'fulfilled').length;
const paymentsOf = (document: number) =>
  till.firm.rows<{ id: number }>(`select payment_id::int id from payment_shares where invoice_id = ${document}`);

it('R118: two clicks at once are one payment', async () => {
  const id = await till.issue(100);
  expect(done(await together(5, () => till.payments((payments) => payments.markPaid(id))))).toBe(5);
  expect(await paymentsOf(id)).toHaveLength(1);
});

it('R118: a form sent several times at once is one payment, of a part too', async () => {
  const id = await till.issue(100);
  const requestKey = randomUUID();
  const results = await together(5, () => till.pay(id, 10, { requestKey }));
  const [{ id: payment }, ...others] = await paymentsOf(id);
  expect(others).toEqual([]);
  expect(results.map((result) => (result as PromiseFulfilledResult<number>).value)).toEqual(Array(5).fill(payment));
  expect(await till.paid(id)).toMatchObject({ paid: '10.00' });
});

it('R95: twenty parts at once never come to more than what is to pay', async () => {
  const id = await till.issue(100);
  expect(done(await together(20, () => till.pay(id, 15)))).toBe(6);
  expect(await till.paid(id)).toMatchObject({ paid: '90.00' });
  expect(await till.wrong()).toEqual([]);
});

it('R125: a payment at the same time as cancelling is refused or freed, never paid on what is cancelled', async () => {
  for (let round = 0; round < 8; round++) {
    const id = await till.issue(100);
    await Promise.allSettled([
      till.payments((payments) => payments.markPaid(id)),
      till.invoices((invoices) => invoices.cancel(id, null)),
      till.pay(id, 20),
    ]);
    expect(await till.paid(id)).toMatchObject({ paid: '0.00' });
  }
  expect(await till.wrong()).toEqual([]);
});

it('R125: removing a payment while its document is deleted and restored leaves both true', async () => {
  const id = await till.issue(100);
  for (let round = 0; round < 4; round++) {
    const payment = await till.pay(id, 40);
    await Promise.allSettled([
      till.payments((payments) => payments.remove(payment)),
      till.invoices((invoices) => invoices.delete(id, null)),
    ]);
    await till.invoices((invoices) => invoices.restore(id));
    expect(await till.paid(id)).toMatchObject({ paid: '0.00' });
  }
  expect(await till.wrong()).toEqual([]);
});
