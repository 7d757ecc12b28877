import { Database } from '../../../src/database/database';
import { InvoicesService } from '../../../src/invoicing/invoices/invoices.service';
import { Room, TODAY } from '../invoices/room';

let room: Room;
beforeAll(async () => {
  room = await Room.open();
});
afterAll(() => room.test.close());

const MONTH = `${TODAY.slice(5, 7)}/${TODAY.slice(0, 4)}`;
const issue = (kind: string, number: string | null = null) =>
  room.does((invoices) => invoices.createAndIssue(room.input({ kind, number })));
const numberOf = async (id: number) => (await room.find(id)).number;

it('gives 50 parallel documents 50 numbers in a row, with failing ones in between (R120)', async () => {
  const failing = () =>
    room.does(async (invoices) => {
      await invoices.createAndIssue(room.input());
      throw new Error('the listener after it failed');
    });
  const work = Array.from({ length: 60 }, (_, place) => (place % 6 === 5 ? failing() : issue('vat')));
  const results = await Promise.allSettled(work);
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(10);
  const numbers = await room.rows<{ number: string }>(`select number from invoices where family = 'vat'`);
  const counters = numbers.map(({ number }) => Number(number.split('/')[0])).sort((a, b) => a - b);
  expect(counters).toEqual(Array.from({ length: 50 }, (_, place) => place + 1));
});

it('goes on after a typed number, and gives no number twice (R96)', async () => {
  expect(await numberOf(await issue('bill', `RACH/7/${MONTH}`))).toBe(`RACH/7/${MONTH}`);
  expect(await numberOf(await issue('bill'))).toBe(`RACH/8/${MONTH}`);
  await expect(issue('bill', `RACH/7/${MONTH}`)).rejects.toMatchObject({ key: 'number_taken', field: 'number' });
  expect(await numberOf(await issue('bill', 'po staremu'))).toBe('po staremu');
  expect(await numberOf(await issue('bill'))).toBe(`RACH/9/${MONTH}`);
});

it('passes over a number that was typed under another pattern (R96, R120)', async () => {
  await issue('estimate', 'Z-1');
  await room.rows(
    `insert into number_patterns (account_id, family, pattern) values (${room.anna.account}, 'estimate', 'Z-nr/yyyy')`,
  );
  await issue('estimate', `Z-1/${TODAY.slice(0, 4)}`);
  expect(await numberOf(await issue('estimate'))).toBe(`Z-2/${TODAY.slice(0, 4)}`);
});

it('goes on beyond a thousand numbers of one period (R120)', async () => {
  await issue('receipt');
  await room.rows(
    `insert into invoices (account_id, kind, family, number, issue_on, currency, method, department_id, seller_name, seller_tax_no, net, vat, gross,
        to_pay, issued_at)
      select account_id, kind, family, 'PAR/' || n || '/${MONTH}', issue_on, currency, method, department_id, seller_name, seller_tax_no, 0, 0, 0, 0, now()
      from invoices, generate_series(2, 1500) n where number = 'PAR/1/${MONTH}'`,
  );
  await room.rows(`update number_counters set last = 1500 where family = 'receipt'`);
  expect(await numberOf(await issue('receipt'))).toBe(`PAR/1501/${MONTH}`);
});

it('never gives the number of a deleted document again (R46, R96)', async () => {
  const id = await issue('proforma');
  await room.does((invoices) => invoices.delete(id, null));
  expect(await numberOf(await issue('proforma'))).toBe(`PRO/2/${MONTH}`);
  await expect(issue('proforma', `PRO/1/${MONTH}`)).rejects.toMatchObject({ key: 'number_taken' });
});

it('passes over a typed number of a document that who issues may not see (R72, R120)', async () => {
  await issue('proforma', `PRO/3/${MONTH}`);
  await room.rows(`update invoices set responsible_id = null where number = 'PRO/3/${MONTH}'`);
  await room.rows(`update number_counters set last = 2 where family = 'proforma'`);
  const { app } = room.test;
  const create = () => app.get(InvoicesService, { strict: false }).createAndIssue(room.input({ kind: 'proforma' }));
  const id = await room.anna.during(() => app.get(Database).run({ ...room.anna.who, invoicing: 'own' }, create));
  expect(await numberOf(id)).toBe(`PRO/4/${MONTH}`);
});

it('has no pattern without a counter, in the database neither (R96)', async () => {
  await expect(
    room.rows(`insert into number_patterns (account_id, family, pattern) values (${room.anna.account}, 'bill', 'R/mm/yyyy')`),
  ).rejects.toThrow('pattern_counts');
});
