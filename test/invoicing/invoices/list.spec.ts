import { Decimal } from '../../../src/money/decimal';
import type { TestBrowser } from '../../app';
import { line, Room, TODAY, YESTERDAY } from './room';

let room: Room;
let anna: TestBrowser;
let tartak: number;
let oddzial: number;
beforeAll(async () => {
  room = await Room.open();
  anna = await room.signedIn();
  const account = room.anna.account;
  [{ id: tartak }] = await room.rows<{ id: number }>(
    `insert into clients (account_id, name) values (${account}, 'Tartak Wronki') returning id::int`,
  );
  [{ id: oddzial }] = await room.rows<{ id: number }>(
    `insert into departments (account_id, name, mark, seller_name) values (${account}, 'Oddział Poznań', 'PZ', 'Ogrody Poznań') returning id::int`,
  );
  const priced = (gross: number) => [line({ price: new Decimal(gross) })];
  await room.does(async (invoices) => {
    await invoices.createAndIssue(room.input({ buyerName: 'Pierwszy', lines: priced(123), issueOn: YESTERDAY }));
    await invoices.createAndIssue(room.input({ buyerName: 'Drugi', lines: priced(246), clientId: tartak }));
    await invoices.createAndIssue(room.input({ buyerName: 'Trzeci', lines: priced(61.5), departmentId: oddzial }));
    await invoices.createAndIssue(room.input({ buyerName: 'Euro', lines: priced(12.3), currency: 'EUR' }));
    await invoices.createAndIssue(room.input({ buyerName: 'Pro forma', kind: 'proforma', lines: priced(1000) }));
    await invoices.draft(room.input({ buyerName: 'Szkic', lines: priced(2000), recipientId: tartak }));
    await invoices.cancel(await invoices.createAndIssue(room.input({ buyerName: 'Anulowany', lines: priced(4000) })), null);
    await invoices.delete(await invoices.createAndIssue(room.input({ buyerName: 'Usunięty', lines: priced(8000) })), null);
  });
});
afterAll(() => room.test.close());

const BUYERS = ['Pierwszy', 'Drugi', 'Trzeci', 'Euro', 'Pro forma', 'Szkic', 'Anulowany', 'Usunięty'];
const list = async (query: string) => {
  const { status, text } = await anna.visit(`/invoicing/invoices${query}`);
  expect(status).toBe(200);
  return text.replaceAll(/[\s\u00a0\u202f]+/g, ' ');
};
const buyers = (text: string) => BUYERS.filter((name) => text.includes(`<td class="under">${name}</td>`));

it.each([
  ['', ['Pierwszy', 'Drugi', 'Trzeci', 'Euro', 'Pro forma', 'Szkic', 'Anulowany']],
  ['?kind=proforma', ['Pro forma']],
  ['?state=draft', ['Szkic']],
  ['?state=issued', ['Pierwszy', 'Drugi', 'Trzeci', 'Euro', 'Pro forma']],
  ['?state=cancelled', ['Anulowany']],
  ['?state=deleted', ['Usunięty']],
  ['?state=deleted&words=usuni', ['Usunięty']],
  ['?words=pierw', ['Pierwszy']],
  [`?to=${YESTERDAY}`, ['Pierwszy']],
  [`?from=${TODAY}&to=${TODAY}&kind=vat&state=issued`, ['Drugi', 'Trzeci', 'Euro']],
  [
    '?from=2026-02-30&to=jutro&kind=nic&state=%00&department=x',
    ['Pierwszy', 'Drugi', 'Trzeci', 'Euro', 'Pro forma', 'Szkic', 'Anulowany'],
  ],
])('narrows the list by %s', async (query, expected) => {
  expect(buyers(await list(query))).toEqual(expected);
});

it('narrows it by department, and by client, who buys or receives (R25, R62)', async () => {
  expect(buyers(await list(`?department=${oddzial}`))).toEqual(['Trzeci']);
  const text = await list(`?client=${tartak}`);
  expect(buyers(text)).toEqual(['Drugi', 'Szkic']);
  expect(text).toContain(`value="${tartak} · Tartak Wronki"`);
  expect(buyers(await list(`?client=${encodeURIComponent(`${tartak} · Tartak Wronki`)}`))).toEqual(['Drugi', 'Szkic']);
});

it('sums up issued sales by currency, and says what it sums up (R38, R50)', async () => {
  const text = await list('');
  expect(text).toContain('Suma wystawionych dokumentów sprzedaży (bez szkiców, anulowanych, pro form i zamówień)');
  expect(text).toContain(
    'PLN</th><td class="text-end">3</td><td class="text-end">350,00</td><td class="text-end">80,50</td><td class="text-end">430,50 zł',
  );
  expect(text).toContain(
    'EUR</th><td class="text-end">1</td><td class="text-end">10,00</td><td class="text-end">2,30</td><td class="text-end">12,30 €',
  );
});

it('sums up the kind that is asked for, or the drafts, and nothing that is cancelled', async () => {
  const proformas = await list('?kind=proforma');
  expect(proformas).toContain('Suma wystawionych dokumentów tego rodzaju');
  expect(proformas).toContain('1 000,00 zł');
  expect(await list('?state=draft')).toContain('Suma szkiców dokumentów sprzedaży');
  expect(await list('?state=cancelled')).not.toContain('list-sums');
});

describe('with many documents', () => {
  beforeAll(async () => {
    await room.rows(`alter table invoices disable trigger user`);
    await room.rows(`insert into invoices (account_id, kind, family, number, issue_on, currency, method, department_id, seller_name, buyer_name,
        net, vat, gross, to_pay, issued_at)
      select account_id, 'vat', 'vat', 'S/' || n, date '2024-01-01' + n % 500, 'PLN', 'net_sum', department_id, seller_name, 'Stary ' || n,
        100, 23, 123, 123, now() from generate_series(1, 10100) n, (select * from invoices order by id limit 1) model`);
    await room.rows(`alter table invoices enable trigger user`);
  });

  it('sums up exactly to 10,000, and beyond that on demand', async () => {
    const text = await list('');
    expect(text).toContain('Ponad 10 000 dokumentów.');
    expect(text).toContain('href="/invoicing/invoices?sum&#x3D;all"');
    expect(await list('?sum=all')).toContain('<td class="text-end">10 103</td><td class="text-end">1 010 350,00</td>');
    expect(await list('?from=2024-01-01&to=2024-01-31')).toContain(
      '<td class="text-end">650</td><td class="text-end">65 000,00</td>',
    );
  });

  it('pages by key, there and back', async () => {
    const first = await list('?to=2025-12-31');
    const older = /href="([^"]+)" rel="next"/.exec(first)![1].replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
    const second = await list(older.slice('/invoicing/invoices'.length));
    const newer = /href="([^"]+)" rel="prev"/.exec(second)![1].replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
    const rows = (text: string) => [...text.matchAll(/Stary \d+/g)].map(([name]) => name);
    expect(rows(first)).toHaveLength(50);
    expect(rows(second).filter((name) => rows(first).includes(name))).toEqual([]);
    expect(rows(await list(newer.slice('/invoicing/invoices'.length)))).toEqual(rows(first));
  });
});
