import { decimal } from '../../../src/money/decimal';
import { line, Room } from './room';

let room: Room;
beforeAll(async () => {
  room = await Room.open();
});
afterAll(() => room.test.close());

const FIRM = { buyerName: 'Huta', buyerTaxNo: '5252445767' };
const steel = (price: string) => [line({ name: 'Stal', price: decimal(price), annex15: true })];
const isMarked = async (id: number) => (await room.find(id)).marks.splitPayment;
const issue = (changes: Parameters<Room['input']>[0]) =>
  room.does((invoices) => invoices.createAndIssue(room.input({ ...FIRM, ...changes })));

describe('split payment', () => {
  it('is marked at issue where the law wants it, and nowhere else (R99, art. 108a)', async () => {
    expect(await isMarked(await issue({ lines: steel('15000.01') }))).toBe(true);
    expect(await isMarked(await issue({ lines: steel('15000') }))).toBe(false);
    expect(await isMarked(await issue({ lines: [line({ price: decimal(20_000) })] }))).toBe(false);
    expect(await isMarked(await issue({ kind: 'proforma', lines: steel('20000') }))).toBe(false);
  });

  it('counts an invoice in another currency at its rate of exchange (R99, R100)', async () => {
    const changes = { currency: 'EUR', exchangeRate: decimal('4.25') };
    expect(await isMarked(await issue({ ...changes, lines: steel('3529.42') }))).toBe(true);
    expect(await isMarked(await issue({ ...changes, lines: steel('3529.41') }))).toBe(false);
  });

  it('stays where it is wished for, and comes when an issued invoice grows (R99)', async () => {
    expect(await isMarked(await issue({ splitPayment: true }))).toBe(true);
    const id = await issue({ lines: steel('100') });
    await room.does((invoices) => invoices.update(id, room.input({ ...FIRM, version: null, lines: steel('16000') })));
    expect(await isMarked(id)).toBe(true);
  });
});
