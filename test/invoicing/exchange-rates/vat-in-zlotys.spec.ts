import { Logger } from '@nestjs/common';
import { addDays } from '../../../src/clock';
import type { InvoiceInput } from '../../../src/invoicing/invoices/invoice.input';
import { decimal } from '../../../src/money/decimal';
import { decoded } from '../../integration/firm';
import { line, Room, TODAY } from '../invoices/room';
import { NbpStandIn, numberOf, workingDays } from './nbp-stand-in';

let nbp: NbpStandIn;
let room: Room;
beforeEach(() => Logger.overrideLogger(false));
beforeAll(async () => {
  nbp = await NbpStandIn.start();
  nbp.tables = workingDays(addDays(TODAY, -150), addDays(TODAY, -1));
  room = await Room.open({ nbpUrl: nbp.url });
  await room.test.jobsDone();
});
afterAll(async () => {
  await room.test.close();
  await nbp.stop();
});
afterEach(() => {
  nbp.instead = undefined;
});

const input = (changes: Partial<InvoiceInput> = {}) =>
  room.input({ currency: 'EUR', exchangeRate: null, method: 'net_sum', lines: [line({ price: decimal(100) })], ...changes });
const issue = (changes: Partial<InvoiceInput> = {}) => room.does((invoices) => invoices.createAndIssue(input(changes)));

/** What a document says of zlotys. */
async function said(id: number) {
  const { exchange, taxes } = await room.find(id);
  return { ...exchange, rate: exchange.rate?.toFixed() ?? null, vat: taxes!.map(({ vatPln }) => vatPln?.toFixed(2) ?? null) };
}

/** The last day before this one that is no Saturday or Sunday. */
function workingDayBefore(day: string): string {
  const before = addDays(day, -1);
  return new Date(`${before}T00:00:00Z`).getUTCDay() % 6 ? before : workingDayBefore(before);
}

/** What the stand-in says a euro is that day, and 23 EUR of VAT by it. */
function told(day: string) {
  const rate = decimal(4).plus(decimal(day.slice(8)).div(100));
  return { rate: rate.toFixed(), table: numberOf(day), on: day, vat: [rate.times(23).toFixed(2)] };
}

describe('VAT of a document in euro', () => {
  it('is said in zlotys by the rate of the working day before the sale (R100)', async () => {
    const soldOn = addDays(TODAY, -10);
    expect(await said(await issue({ soldOn }))).toEqual(told(workingDayBefore(soldOn)));
  });

  it('stands on the paper with the rate and its table (R100)', async () => {
    const id = await issue({ soldOn: addDays(TODAY, -10) });
    const { vat, rate, table } = told(workingDayBefore(addDays(TODAY, -10)));
    const { text } = await (await room.signedIn()).visit(`/invoicing/invoices/${id}`);
    const paper = decoded(/<p class="paper-zlotys">(.*?)<\/p>/s.exec(text)![1]).replace(/\s/g, ' ');
    expect(paper).toContain(`${vat[0].replace('.', ',')} zł`);
    expect(paper).toContain(`1 EUR = ${rate.replace('.', ',')} PLN`);
    expect(paper).toContain(table);
  });

  it('is said by the rate before the issue, when that comes first (R100)', async () => {
    const issueOn = addDays(TODAY, -20);
    expect(await said(await issue({ issueOn, soldOn: addDays(TODAY, -2) }))).toEqual(told(workingDayBefore(issueOn)));
  });

  it('is not said of a draft, as its day may change, but when that is issued (R100)', async () => {
    const id = await room.does((invoices) => invoices.draft(input({ soldOn: TODAY })));
    expect(await said(id)).toEqual({ rate: null, table: null, on: null, vat: [null] });
    await room.does((invoices) => invoices.issue(id));
    expect(await said(id)).toEqual(told(workingDayBefore(TODAY)));
  });

  it('is said by a rate typed by hand, which has no table (R100)', async () => {
    const id = await issue({ exchangeRate: decimal('4.3333') });
    expect(await said(id)).toEqual({ rate: '4.3333', table: null, on: null, vat: ['99.67'] });
  });

  it('is rounded by each rate of VAT, half up (R100)', async () => {
    const lines = [line({ price: decimal('10.10') }), line({ price: decimal('10.10'), rate: '8' })];
    const { vat } = await said(await issue({ lines, exchangeRate: decimal('4.25') }));
    expect(vat).toEqual(['9.86', '3.44']); // 2.32 · 4.25 = 9.86; 0.81 · 4.25 = 3.4425
  });

  it('follows when an issued document is edited: its figures, its day of sale, a rate typed later (R100)', async () => {
    const id = await issue({ soldOn: addDays(TODAY, -3) });
    const edit = (changes: Partial<InvoiceInput>) =>
      room.does((invoices) => invoices.update(id, input({ version: null, ...changes })));
    await edit({ soldOn: addDays(TODAY, -3), lines: [line({ price: decimal(200) })] });
    expect((await said(id)).vat).toEqual([
      decimal(told(workingDayBefore(addDays(TODAY, -3))).rate)
        .times(46)
        .toFixed(2),
    ]);
    await edit({ soldOn: addDays(TODAY, -30) });
    expect(await said(id)).toEqual(told(workingDayBefore(addDays(TODAY, -30))));
    await edit({ exchangeRate: decimal(4) });
    expect(await said(id)).toEqual({ rate: '4', table: null, on: null, vat: ['92.00'] });
  });

  it('is, of a correction, said by the rate of the original (R100)', async () => {
    const soldOn = addDays(TODAY, -40);
    const original = await issue({ soldOn, issueOn: soldOn });
    const correction = { kind: 'correction', fromInvoiceId: original, correctionReason: 'Rabat' };
    const id = await issue({ ...correction, lines: [line({ price: decimal(90) })] });
    const { vat, ...rate } = told(workingDayBefore(soldOn));
    expect(await said(id)).toEqual({ ...rate, vat: [decimal(rate.rate).times('-2.3').toFixed(2)] });
    expect(vat).toEqual((await said(original)).vat);
  });

  it('is not said where there is none, nor of documents in zlotys or of orders (R100)', async () => {
    const nothing = { rate: null, table: null, on: null, vat: [null] };
    expect(await said(await issue({ lines: [line({ rate: 'np1' })] }))).toEqual(nothing);
    expect(await said(await issue({ currency: 'PLN', exchangeRate: decimal(4) }))).toEqual(nothing);
    expect(await said(await issue({ kind: 'proforma' }))).toEqual(nothing);
  });
});

describe('A rate that is not known', () => {
  it('keeps a document from being issued and is asked for, so that later it is (R100)', async () => {
    const day = addDays(TODAY, -400);
    nbp.tables = { ...nbp.tables, ...workingDays(addDays(day, -20), day) };
    const days = { issueOn: day, soldOn: day };
    await expect(issue(days)).rejects.toMatchObject({ key: 'exchange_rate_unknown', field: 'exchangeRate' });
    await room.test.jobsDone();
    expect(await said(await issue(days))).toEqual(told(workingDayBefore(day)));
  });

  it('is told beside the field where it may be typed, and what was typed stays; typed, the document is issued (R100)', async () => {
    nbp.instead = { status: 500, text: '' };
    const browser = await room.signedIn();
    const day = addDays(TODAY, -800);
    const form = room.form({ currency: 'EUR', exchangeRate: '', issueOn: day, soldOn: day, notes: 'Pilne', next: 'issue' });
    const refused = await browser.post('/invoicing/invoices', form);
    expect(refused.status).toBe(422);
    expect(decoded(refused.text)).toContain('jeszcze nie znamy');
    expect(refused.text).toMatch(/id="f-exchangeRate"[^>]*aria-invalid/);
    expect(refused.text).toContain('Pilne');
    const taken = await browser.post('/invoicing/invoices', { ...form, exchangeRate: '4,1234' });
    expect(taken.status).toBe(303);
    expect((await said(Number(/\d+$/.exec(taken.location!)![0]))).rate).toBe('4.1234');
  });

  it('of a currency beyond table A has to be typed (R100)', async () => {
    await expect(issue({ currency: 'AED' })).rejects.toMatchObject({ key: 'exchange_rate_unlisted', field: 'exchangeRate' });
    expect((await said(await issue({ currency: 'AED', exchangeRate: decimal('0.98765432') }))).vat).toEqual(['22.72']);
  });

  it.each(['-1', '0', 'cztery', '1,123456789', '100000'])('typed as %p is refused (R100)', async (exchangeRate) => {
    const answer = await (await room.signedIn()).post(
      '/invoicing/invoices',
      room.form({ currency: 'EUR', exchangeRate, next: 'issue' }),
    );
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/id="f-exchangeRate"[^>]*aria-invalid/);
  });
});
