import { decimal } from '../../../src/money/decimal';
import { decoded } from '../../integration/firm';
import { line, Room } from '../invoices/room';

let room: Room;
beforeAll(async () => {
  room = await Room.open();
});
afterAll(() => room.test.close());

const issue = (changes: Parameters<Room['input']>[0]) => room.does((invoices) => invoices.createAndIssue(room.input(changes)));
const FIRM = { buyerName: 'Huta', buyerTaxNo: '5252445767' };
const priced = (price: string, rate = '23', more = {}) => line({ price: decimal(price), rate, ...more });

/** The page as people read it: without tags, a space between words. */
async function page(id: number) {
  const { status, text } = await (await room.signedIn()).visit(`/invoicing/invoices/${id}/explanation`);
  expect(status).toBe(200);
  const main = text.slice(text.indexOf('<main'), text.indexOf('</main>'));
  return decoded(main.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');
}

describe('"Explain this total" on a document (R122)', () => {
  it('is reached from the document’s page', async () => {
    const id = await issue({});
    const { text } = await (await room.signedIn()).visit(`/invoicing/invoices/${id}`);
    expect(text).toContain(`/invoicing/invoices/${id}/explanation`);
  });

  it('tells each line, each rate, and what the other methods would make of it', async () => {
    const id = await issue({ method: 'net_sum', lines: [priced('9.99'), priced('9.99'), priced('9.99')] });
    const text = await page(id);
    expect(text).toContain('Wartość: ilość × cena 1 × 9,99 9,99');
    expect(text).toContain('Suma pozycji 9,99 + 9,99 + 9,99 29,97');
    expect(text).toContain('VAT od netto 29,97 × 23 ÷ 100 Przed zaokrągleniem 6,8931 6,89');
    expect(text).toMatch(/zachowaj brutto\) Netto 29,98 VAT 6,89 Brutto 36,87 Różnica brutto 0,01/);
    expect(text).not.toContain('Na dokumencie są inne kwoty');
  });

  it('tells how a net unit is made gross first and its gross price lowered (R97, R98)', async () => {
    const lines = [priced('9.99', '23', { quantity: decimal(100), discount: decimal(5) })];
    const text = await page(await issue({ method: 'unit_gross_sum', discountKind: 'percent_unit_gross', lines }));
    expect(text).toContain('Cena brutto jednostki 9,99 × 123 ÷ 100 Przed zaokrągleniem 12,2877 12,29');
    expect(text).toContain('Cena jednostki po rabacie 12,29 × 95 ÷ 100 Przed zaokrągleniem 11,6755 11,68');
    expect(text).toContain('Wartość: ilość × cena 100 × 11,68 1 168,00');
  });

  it('shows what an issued document says, and that the formula would give something else', async () => {
    const id = await issue({ method: 'net_sum', lines: [priced('10')] });
    await room.rows(`alter table invoice_lines disable trigger user; update invoice_lines set vat = 2.31, gross = 12.31 where invoice_id = ${id};
      alter table invoice_lines enable trigger user; update invoice_taxes set vat = 2.31, gross = 12.31 where invoice_id = ${id}`);
    const text = await page(id);
    expect(text).toContain('Na dokumencie są inne kwoty, niż dają dziś te działania.');
    expect(text).toContain(
      'Na dokumencie: netto 10,00, VAT 2,31, brutto 12,31. Działania dają: netto 10,00, VAT 2,30, brutto 12,30.',
    );
  });

  it('of a correction tells before, after and the difference', async () => {
    const id = await issue({ method: 'net_sum', lines: [priced('1626.01')] });
    const correction = await issue({
      ...{ kind: 'correction', method: 'net_sum', fromInvoiceId: id, correctionReason: 'Rysa' },
      lines: [priced('1463.41')],
    });
    const text = await page(correction);
    expect(text).toContain('Przed korektą');
    expect(text).toMatch(/VAT od netto 1 626,01 × 23 ÷ 100 Przed zaokrągleniem 373,9823 373,98/);
    expect(text).toMatch(/VAT od netto 1 463,41 × 23 ÷ 100 Przed zaokrągleniem 336,5843 336,58/);
    expect(text).toContain('VAT Po korekcie 336,58 Przed korektą − 373,98 Na dokumencie -37,40');
    expect(text).not.toContain('Na dokumencie są inne kwoty');
  });

  it('of a final invoice tells the whole sale, its advances and what they left', async () => {
    const order = await issue({ kind: 'estimate', method: 'net_sum', lines: [priced('1000')] });
    const advance = await issue({ kind: 'advance', fromInvoiceId: order, lines: [priced('300')] });
    const final = await issue({
      ...{ kind: 'final', method: 'net_sum', fromInvoiceId: order, advanceIds: [advance], lines: [priced('1000')] },
    });
    const text = await page(final);
    expect(text).toContain('Brutto Cała sprzedaż 1 230,00 Zaliczki − 300,00 Na dokumencie 930,00');
    expect(text).toContain('VAT Cała sprzedaż 230,00 Zaliczki − 56,10 Na dokumencie 173,90');
    expect(text).not.toContain('Na dokumencie są inne kwoty');
  });

  it('tells what is to be paid with charges and deductions', async () => {
    const charges = [
      { kind: 'charge', amount: decimal('20'), reason: 'Kaucja' },
      { kind: 'deduction', amount: decimal('5.50'), reason: 'Nadpłata' },
    ] as never;
    const text = await page(await issue({ lines: [priced('100')], charges }));
    expect(text).toMatch(/Brutto 100,00 Obciążenie: Kaucja \+ 20,00 Odliczenie: Nadpłata − 5,50 Do zapłaty 114,50/);
  });

  it('tells VAT in zlotys by the document’s rate of exchange', async () => {
    const id = await room.does((invoices) =>
      invoices.draft(room.input({ currency: 'EUR', method: 'net_sum', lines: [priced('100.10')] })),
    );
    await room.rows(`update invoices set exchange_rate = 4.408, exchange_table = '227/A/NBP/2026', exchange_on = '2026-11-23' where id = ${id};
      update invoice_taxes set vat_pln = 101.47 where invoice_id = ${id}`);
    const text = await page(id);
    expect(text).toContain('Kurs: 1 EUR = 4,408 PLN. Tabela NBP 227/A/NBP/2026. Z dnia 23.11.2026.');
    expect(text).toContain('23,02 × 4,408 101,47216 101,47');
  });

  it('tells whether split payment is due, and why', async () => {
    const lines = [priced('15000.01', '23', { annex15: true })];
    expect(await page(await issue({ lines, ...FIRM }))).toContain('Podzielona płatność jest obowiązkowa.');
    const small = await page(await issue({ lines: [priced('15000', '23', { annex15: true })], ...FIRM }));
    expect(small).toMatch(/Brutto 15 000,00 zł przekracza próg: Nie/);
    expect(small).toContain('Podzielona płatność nie jest obowiązkowa.');
  });

  it('of a margin invoice and of a cash slip tells gross only', async () => {
    const margin = await page(await issue({ kind: 'vat_margin', lines: [priced('500')] }));
    expect(margin).toContain('VAT płaci się od marży');
    expect(margin).not.toContain('VAT zawarty w brutto');
    expect(await page(await issue({ kind: 'kp', lines: [priced('50')] }))).toContain('nie podlega VAT');
  });

  it('is not there for who does not see the document', async () => {
    expect((await (await room.signedIn()).visit('/invoicing/invoices/999999/explanation')).status).toBe(404);
  });
});
