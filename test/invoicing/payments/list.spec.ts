import { addDays } from '../../../src/clock';
import { line, TODAY } from '../../integration/firm';
import { Till } from './till';

const MONTH_AGO = addDays(TODAY, -30);

let till: Till;
beforeAll(async () => {
  till = await Till.open();
  const named = (buyerName: string, gross: number, changes: object = {}) => till.issue(gross, { buyerName, ...changes });
  await named('Nowy', 100);
  await named('Dawny', 200, { issueOn: MONTH_AGO, paymentDays: 7 });
  await till.pay(await named('Część', 300), 50);
  await till.pay(await named('Dawna część', 400, { issueOn: MONTH_AGO, paymentDays: 29 }), 399.99);
  const whole = await named('Cały', 500);
  await till.payments((payments) => payments.markPaid(whole));
  const over = await named('Ponad', 600);
  await till.payments((payments) => payments.markPaid(over));
  await till.firm.edit(over, { buyerName: 'Ponad', lines: [line('Projekt ogrodu', 550)] });
  await named('Termin dziś', 50, { issueOn: MONTH_AGO, paymentDays: 30 });
  await named('Zamówienie', 700, { kind: 'estimate' });
  await till.firm.draft({ buyerName: 'Szkic' });
  const cancelled = await named('Anulowany', 800);
  await till.invoices((invoices) => invoices.cancel(cancelled, null));
});
afterAll(() => till.firm.close());

const BUYERS = ['Nowy', 'Dawny', 'Część', 'Dawna część', 'Cały', 'Ponad', 'Termin dziś', 'Zamówienie', 'Szkic', 'Anulowany'];
const list = async (query: string) => {
  const { status, text } = await till.firm.browser.visit(`/invoicing/invoices${query}`);
  expect(status).toBe(200);
  return text.replaceAll(/[\s\u00a0\u202f]+/g, ' ');
};

it.each([
  ['unpaid', ['Nowy', 'Dawny', 'Termin dziś']],
  ['partly_paid', ['Część', 'Dawna część']],
  ['overdue', ['Dawny', 'Dawna część']],
  ['paid', ['Cały']],
  ['overpaid', ['Ponad']],
])('R95: narrows the list to what is %s', async (state, expected) => {
  const text = await list(`?state=${state}`);
  expect(BUYERS.filter((name) => text.includes(`<td class="under">${name}</td>`))).toEqual(expected);
});

it('R95: says of each document in the list how it stands', async () => {
  const text = await list('');
  const row = (name: string) => text.split('<tr').find((each) => each.includes(`<td class="under">${name}</td>`))!;
  for (const [name, word] of [
    ['Nowy', 'Nieopłacony'],
    ['Dawny', 'Po terminie'],
    ['Dawna część', 'Po terminie'],
    ['Część', 'Częściowo opłacony'],
    ['Cały', 'Opłacony'],
    ['Ponad', 'Nadpłacony'],
    ['Termin dziś', 'Nieopłacony'],
    ['Zamówienie', 'Wystawiony'],
    ['Szkic', 'Szkic'],
    ['Anulowany', 'Anulowany'],
  ])
    expect(row(name)).toMatch(new RegExp(`</svg>${word}</span>`));
});

it('R95: sums up what is left to pay, also of what the list is narrowed to', async () => {
  // 100 + 200 + 250 + 0.01 + 0 − 50 + 50
  expect(await list('')).toContain('550,01 zł</td></tr>');
  expect(await list('?state=overdue')).toContain('200,01 zł</td></tr>');
});
