import { line, TODAY } from '../../integration/firm';
import { GERMAN, Press, says } from './press';

describe('each kind of document on paper', () => {
  let press: Press;
  beforeAll(async () => {
    press = await Press.open();
  });
  afterAll(() => press.close());

  it('a proforma, an order and a client order have their titles, and are not called an invoice for VAT (R94)', async () => {
    says(await press.issued({ kind: 'proforma' }), 'Faktura pro forma', 'Dokument nie jest fakturą', 'Do zapłaty');
    says(await press.issued({ kind: 'estimate' }), 'Zamówienie', 'WYKONAWCA', 'ZAMAWIAJĄCY');
    says(await press.issued({ kind: 'client_order' }), 'Zamówienie od klienta');
  });

  it('an invoice of another series is an invoice on paper (R94, R101)', async () => {
    const read = await press.issued({ kind: 'invoice_other' });
    says(read, 'Faktura', 'INNA/', 'SPRZEDAWCA', '23%', '230,00', 'Do zapłaty', '1 230,00 PLN');
  });

  it('a bill, a receipt, a note, cash slips and imported services have the titles and parties of their own (R94, R103)', async () => {
    says(await press.issued({ kind: 'bill', exemptBasis: 'art. 113 ust. 1' }), 'Rachunek', 'art. 113 ust. 1', '1 230,00');
    says(await press.issued({ kind: 'receipt' }), 'Paragon (niefiskalny)', '23%');
    says(
      await press.issued({ kind: 'accounting_note', noteKind: 'debit' }),
      'Nota księgowa obciążeniowa',
      'Obciążamy Państwa rachunek kwotą:',
    );
    says(
      await press.issued({ kind: 'accounting_note', noteKind: 'credit' }),
      'Nota księgowa uznaniowa',
      'Uznajemy Państwa rachunek kwotą:',
    );
    says(await press.issued({ kind: 'kp' }), 'KP – dowód wpłaty', 'WPŁACAJĄCY', 'Wpłacono', 'Wpłacił(a)');
    says(await press.issued({ kind: 'kw' }), 'KW – dowód wypłaty', 'ODBIERAJĄCY', 'Wypłacono', 'Odebrał(a)');
    for (const kind of ['kp', 'kw', 'accounting_note']) {
      const { text } = await press.issued({ kind, soldOn: TODAY, paymentDays: 14 });
      expect([text.includes('Data sprzedaży'), text.includes('Termin płatności')]).toEqual([false, kind === 'accounting_note']);
    }
    const bought = await press.issued({ ...GERMAN, kind: 'import_service', lines: [line('Hosting', 100)] });
    says(bought, 'Faktura wewnętrzna – import usług');
    expect(bought.text).toMatch(/USŁUGODAWCA.*Gartenbau Müller GmbH.*USŁUGOBIORCA.*Ogrody Zielińska/s);
  });
});
