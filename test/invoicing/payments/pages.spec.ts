import { randomUUID } from 'node:crypto';
import { addDays } from '../../../src/clock';
import type { TestBrowser } from '../../app';
import { decoded, TODAY } from '../../integration/firm';
import { Till } from './till';

let till: Till;
let anna: TestBrowser;
beforeAll(async () => {
  till = await Till.open();
  anna = till.firm.browser;
});
afterAll(() => till.firm.close());

const page = async (path: string, browser = anna) => {
  const { status, text } = await browser.visit(path);
  expect(status).toBe(200);
  return decoded(text).replaceAll(/[\s\u00a0\u202f]+/g, ' ');
};
const numberOf = async (id: number) =>
  (await till.firm.rows<{ number: string }>(`select number from invoices where id = ${id}`))[0].number;
const form = (changes: object = {}) => ({
  ...{ amount: '30,50', paidOn: TODAY, method: 'cash', note: 'w kasie', requestKey: randomUUID() },
  ...changes,
});

describe("R95: a document's page", () => {
  it('pays it in one click, says so, and takes it back in another', async () => {
    const path = `/invoicing/invoices/${await till.issue(123)}`;
    const before = await page(path);
    expect(before).toContain(`action="${path}/settlement"`);
    expect(before).toContain('Nieopłacony');
    expect(before).toContain('Pozostało do zapłaty</dt><dd>123,00 zł');
    expect(await anna.post(`${path}/settlement`)).toMatchObject({ status: 303, location: path });
    const paid = await page(path);
    expect(paid).toContain('Opłacony');
    expect(paid).toContain('Pozostało do zapłaty</dt><dd>0,00 zł');
    expect(paid).not.toContain(`${path}/settlement"`);
    expect(paid).toContain('Zmieniono, ile zapłacono');
    expect(await anna.post(`${path}/settlement`)).toMatchObject({ status: 303 }); // a double click
    await anna.post(`${path}/unsettlement`);
    expect(await page(path)).toContain('Nieopłacony');
  });

  it('takes a part by a form, once however often it is sent (R118), and shows it with its way out', async () => {
    const id = await till.issue(100);
    const path = `/invoicing/invoices/${id}`;
    expect(await page(`${path}/payments/new`)).toContain('value="100,00"');
    const typed = form();
    for (let time = 0; time < 2; time++)
      expect(await anna.post(`${path}/payments`, typed)).toMatchObject({ status: 303, location: path });
    const text = await page(path);
    expect(text).toContain('Częściowo opłacony');
    expect(text).toContain('69,50 zł');
    expect(text).toContain('w kasie');
    const removal = /action="(\/invoicing\/payments\/\d+\/removal)"/.exec(text)![1];
    expect(await anna.post(removal)).toMatchObject({ status: 303, location: path });
    expect(await till.paid(id)).toMatchObject({ paid: '0.00' });
  });

  it.each([
    ['more than is left', { amount: '100,01' }, 'To więcej, niż pozostało: 100.00 PLN'],
    ['nothing', { amount: '0' }, 'Najmniejsza dozwolona wartość'],
    ['a minus', { amount: '-5' }, 'Najmniejsza dozwolona wartość'],
    ['words', { amount: 'sto' }, 'Wpisz kwotę lub liczbę'],
    ['half a grosz', { amount: '1,005' }, 'miejsca po przecinku'],
    ['tomorrow', { paidOn: addDays(TODAY, 1) }, 'nie może być późniejsza niż dziś'],
    ['no day', { paidOn: '2026-02-30' }, 'Takiego dnia nie ma'],
    ['an unknown way', { method: 'barter' }, 'Wybierz jedną z podanych możliwości'],
    ['a long note', { note: 'x'.repeat(501) }, 'Tekst jest za długi'],
  ])('shows the form again with what was typed: %s', async (_, changes, said) => {
    const id = await till.issue(100);
    const { status, text } = await anna.post(`/invoicing/invoices/${id}/payments`, form(changes));
    expect(status).toBe(422);
    expect(decoded(text)).toContain(said);
    expect(decoded(text)).toContain(`value="${(changes as { amount?: string }).amount ?? '30,50'}"`);
    expect(await till.paid(id)).toMatchObject({ paid: '0.00' });
  });

  it('of a correction downwards says what is left to give back', async () => {
    const path = `/invoicing/invoices/${await till.correct(await till.issue(1230), 1000)}`;
    expect(await page(path)).toContain('Pozostało do zwrotu</dt><dd>230,00 zł');
    expect(await page(`${path}/payments/new`)).toContain('Do zwrotu pozostało 230,00 zł');
    expect((await anna.post(`${path}/payments`, form({ amount: '100' }))).status).toBe(303);
    const text = await page(path);
    expect(text).toContain('Pozostało do zwrotu</dt><dd>130,00 zł');
    expect(text).toContain('-100,00 zł');
  });

  it('shows on a cancelled one what it freed, and on the page of payments that it is not assigned (R125)', async () => {
    const id = await till.issue(777);
    await till.pay(id, 777);
    await anna.post(`/invoicing/invoices/${id}/cancellation`);
    expect(await page(`/invoicing/invoices/${id}`)).toContain('Nieprzypisana');
    expect(await page('/invoicing/payments')).toContain('Nieprzypisana');
  });
});

describe('R95: several ticked documents', () => {
  it('are paid at once, and each that cannot be is named with its reason', async () => {
    const [one, two, paid] = [await till.issue(10), await till.issue(20), await till.issue(30)];
    await till.payments((payments) => payments.markPaid(paid));
    const draft = await till.firm.draft();
    const query = [one, two, paid, draft].map((id) => `invoices=${id}`).join('&');
    const text = await page(`/invoicing/settlements/new?${query}`);
    expect(text).toContain('Dokument jest już zapłacony w całości.');
    expect(text).toContain('Szkic nie przyjmuje wpłat.');
    expect(text.match(/name="invoices"/g)).toHaveLength(2);
    const day = addDays(TODAY, -3);
    const answer = await anna.post('/invoicing/settlements', { invoices: [one, two, draft], paidOn: day, method: 'card' });
    expect(answer).toMatchObject({ status: 303, location: '/invoicing/invoices' });
    const list = await page('/invoicing/invoices');
    expect(list).toContain('Oznaczono 2 dokumenty jako zapłacone. Nie oznaczono: bez numeru: Szkic nie przyjmuje wpłat.');
    expect(await till.paid(one)).toEqual({ toPay: '10.00', paid: '10.00', paidOn: day });
    expect(await till.firm.rows(`select distinct method from payments where paid_on = '${day}'`)).toEqual([{ method: 'card' }]);
  });

  it('are asked for again with what was typed when the day is to come, and nothing when none is ticked', async () => {
    const id = await till.issue(10);
    const { status, text } = await anna.post('/invoicing/settlements', { invoices: [id], paidOn: addDays(TODAY, 1) });
    expect(status).toBe(422);
    expect(text).toContain(`name="invoices" value="${id}"`);
    expect((await anna.post('/invoicing/settlements', { paidOn: TODAY })).status).toBe(422);
    expect(await page('/invoicing/settlements/new?invoices=x')).toContain('Nie ma czego oznaczyć');
  });
});

describe('R95: the page of payments', () => {
  it('is narrowed by day, way to pay and client', async () => {
    const client = await till.firm.client('Tartak Wronki');
    const mine = await till.issue(11, { clientId: client });
    await till.pay(mine, 11, { method: 'other', paidOn: '2026-01-15' });
    const number = await numberOf(mine);
    const other = await till.issue(12);
    await till.pay(other, 12, { method: 'card' });
    const otherNumber = await numberOf(other);
    for (const query of [`client=${client}`, 'method=other', 'to=2026-01-31', `client=${client}&from=2026-01-15&to=2026-01-15`]) {
      const text = await page(`/invoicing/payments?${query}`);
      expect(text).toContain(`>${number}</a>`);
      expect(text).not.toContain(`>${otherNumber}</a>`);
    }
    expect(await page('/invoicing/payments?from=2026-02-30&method=x&client=y')).toContain(`>${otherNumber}</a>`);
    expect(await page('/invoicing/payments?client=9999')).toContain('Nie ma takich wpłat');
  });

  it('goes on by key, there and back', async () => {
    const account = till.firm.anna.account;
    await till.firm.rows(`insert into payments (account_id, amount, currency, paid_on, method, department_id)
      select ${account}, n, 'PLN', '2020-01-01', 'transfer', ${till.firm.department} from generate_series(1001, 1120) n`);
    const amounts = (text: string) => [...text.matchAll(/>(1 \d{3}),00 zł/g)].map(([, amount]) => amount);
    const first = await page('/invoicing/payments?to=2020-01-01');
    expect(amounts(first)).toHaveLength(50);
    const second = await page(/href="([^"]+)" rel="next"/.exec(first)![1]);
    expect(amounts(second).filter((amount) => amounts(first).includes(amount))).toEqual([]);
    expect(amounts(await page(/href="([^"]+)" rel="prev"/.exec(second)![1]))).toEqual(amounts(first));
  });
});

describe('R75: who may what', () => {
  it('lets a user record payments, and remove own ones only; an accountant all', async () => {
    const user = await till.firm.colleague('piotr', { invoicingRole: 'user', invoicingLevel: 'all' });
    const ewa = await till.firm.colleague('ewa', { invoicingRole: 'accountant', invoicingLevel: 'all' });
    const id = await till.issue(100);
    const payment = await till.pay(id, 10);
    const path = `/invoicing/invoices/${id}`;
    expect((await user.post(`${path}/payments`, form({ amount: '20' }))).status).toBe(303);
    const [{ own }] = await till.firm.rows<{ own: number }>(`select max(id)::int own from payments`);
    await user.post(`/invoicing/payments/${payment}/removal`);
    expect(await page(path, user)).toContain('Tę wpłatę zapisał ktoś inny.');
    expect(await till.paid(id)).toMatchObject({ paid: '30.00' });
    expect((await user.post(`/invoicing/payments/${own}/removal`)).status).toBe(303);
    expect((await ewa.post(`/invoicing/payments/${payment}/removal`)).status).toBe(303);
    expect(await till.paid(id)).toMatchObject({ paid: '0.00' });
  });

  it('R131: shows nobody payments of documents that are closed to them, nor lets them pay these', async () => {
    const own = await till.firm.colleague('olga', { invoicingRole: 'user', invoicingLevel: 'own' });
    const id = await till.issue(4321);
    const payment = await till.pay(id, 1234.56, { note: 'tajna wpłata' });
    const text = await page('/invoicing/payments', own);
    for (const secret of ['1 234,56', 'tajna', await numberOf(id)]) expect(text).not.toContain(secret);
    expect((await own.visit(`/invoicing/invoices/${id}/payments/new`)).status).toBe(404);
    expect((await own.post(`/invoicing/invoices/${id}/payments`, form())).status).toBe(404);
    expect((await own.post(`/invoicing/invoices/${id}/settlement`)).status).toBe(404);
    expect((await own.post(`/invoicing/payments/${payment}/removal`)).status).toBe(404);
    await own.post('/invoicing/settlements', { invoices: [id], paidOn: TODAY });
    expect(await till.paid(id)).toMatchObject({ paid: '1234.56' });
  });

  it('R131: tells whoever is on the side of CRM alone nothing of what is paid', async () => {
    const salesman = await till.firm.colleague('marek', { crmRole: 'user', crmLevel: 'all' });
    const id = await till.issue(4567);
    await till.pay(id, 567.89);
    const [{ id: deal }] = await till.firm.deals(`d.born_of_invoice_id = ${id}`);
    const { status, text } = await salesman.visit(`/crm/deals/${deal}`);
    expect(status).toBe(200);
    for (const secret of ['567,89', 'opłacony', 'zapłacono', 'payments']) expect(text.toLowerCase()).not.toContain(secret);
    expect(decoded((await anna.visit(`/crm/deals/${deal}`)).text).replaceAll('\u00a0', ' ')).toContain('zapłacono 567,89 zł');
  });
});
