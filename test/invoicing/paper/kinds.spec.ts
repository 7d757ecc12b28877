import { addDays } from '../../../src/clock';
import type { InvoiceInput } from '../../../src/invoicing/invoices/invoice.input';
import type { Print } from '../../../src/invoicing/paper/paper';
import { Papers } from '../../../src/invoicing/paper/papers.service';
import { Decimal } from '../../../src/money/decimal';
import { Firm, line, TODAY } from '../../integration/firm';
import { PdfReader, type ReadPdf } from './pdf-reader';

describe('each kind of document on paper', () => {
  let firm: Firm;
  const reader = new PdfReader();
  beforeAll(async () => {
    firm = await Firm.open();
    await firm.rows(
      `update departments set seller_name = 'Ogrody Zielińska sp. z o.o.', tax_no = '5260250995', street = 'ul. Lipowa 12/3', post_code = '00-950',
        city = 'Warszawa'`,
    );
    await firm.rows(
      `insert into bank_accounts (account_id, department_id, name, bank, number, swift, currency)
        select account_id, id, 'PLN', 'mBank S.A.', 'PL61109010140000071219812874', 'BREXPLPWMBK', 'PLN' from departments`,
    );
  });
  afterAll(async () => {
    await reader.close();
    await firm.close();
  });

  const BUYER = {
    ...{ buyerName: 'Kawiarnia Pod Lipą', buyerTaxNo: '5252445767', buyerStreet: 'Rynek 4', buyerPostCode: '31-042' },
    buyerCity: 'Kraków',
  };
  const GERMAN = {
    ...{ buyerName: 'Gartenbau Müller GmbH', buyerTaxCountry: 'DE', buyerTaxNo: '136695976', buyerStreet: 'Hauptstraße 5' },
    ...{ buyerPostCode: '10115', buyerCity: 'Berlin', buyerCountry: 'DE', currency: 'EUR' },
  };
  const bytesOf = async (id: number, print: Print = 'original', language?: string) => {
    const { app } = firm.test;
    return (await firm.anna.during(() => app.get(Papers).pdf(id, print, language))).bytes;
  };
  const paper = async (id: number, print: Print = 'original', language?: string) =>
    reader.read(await bytesOf(id, print, language));
  const issued = async (changes: Partial<InvoiceInput>) => paper(await firm.issue({ ...BUYER, ...changes }));
  const says = ({ text }: ReadPdf, ...words: string[]) => {
    for (const word of words) expect(text).toContain(word);
  };

  it('an invoice says everything that art. 106e asks for (R101)', async () => {
    const id = await firm.issue({
      ...BUYER,
      soldOn: addDays(TODAY, -1),
      paymentDays: 14,
      method: 'net_sum',
      place: 'Warszawa',
      orderNo: 'ZAM/118',
      issuerName: 'Anna Zielińska',
      notes: 'Dziękujemy',
      lines: [
        line('Projekt ogrodu', 1000, { unit: 'szt.', description: 'Wersja druga', classification: '71.41.12' }),
        line('Lawenda', 12.5, { quantity: new Decimal(20), unit: 'szt.', rate: '8', discount: new Decimal(10) }),
      ],
    });
    const read = await paper(id);
    const [{ number }] = await firm.rows<{ number: string }>(`select number from invoices where id = ${id}`);
    const day = (on: string) => on.split('-').reverse().join('.');
    says(read, 'Faktura', number, 'ORYGINAŁ', day(TODAY), day(addDays(TODAY, -1)), day(addDays(TODAY, 14)), 'przelew', 'ZAM/118');
    says(read, 'Ogrody Zielińska sp. z o.o.', 'ul. Lipowa 12/3', '00-950 Warszawa', 'NIP: 5260250995');
    says(read, 'Kawiarnia Pod Lipą', 'Rynek 4', '31-042 Kraków', 'NIP: 5252445767');
    says(read, 'Projekt ogrodu', 'Wersja druga', '71.41.12', '1 szt.', '1 000,00', '23%', '230,00', '1 230,00');
    says(read, 'Lawenda', '20 szt.', '12,50', '25,00 (10%)', '225,00', '8%', '18,00', '243,00');
    says(read, 'Razem', '1 225,00', '248,00', '1 473,00', 'Do zapłaty', '1 473,00 PLN');
    says(
      read,
      'tysiąc czterysta siedemdziesiąt trzy złote 00/100',
      'mBank S.A.',
      'PL61 1090 1014 0000 0712 1981 2874',
      'BREXPLPWMBK',
    );
    says(read, 'Anna Zielińska', 'Wystawił(a)', 'Dziękujemy', 'Strona 1 z 1');
  });

  it('an invoice in English, in German and in two languages says the same in their words (R101)', async () => {
    const id = await firm.issue({ ...BUYER, paymentDays: 7 });
    says(
      await paper(id, 'original', 'en'),
      'Invoice',
      'SELLER',
      'BUYER',
      'ORIGINAL',
      '1,230.00 PLN',
      'Amount due',
      'Page 1 of 1',
    );
    says(await paper(id, 'original', 'en'), 'one thousand two hundred and thirty PLN 00/100');
    says(await paper(id, 'original', 'de'), 'Rechnung', 'VERKÄUFER', 'KÄUFER', '1.230,00 PLN', 'Zu zahlen', 'Seite 1 von 1');
    says(await paper(id, 'original', 'de'), 'eintausendzweihundertdreißig PLN 00/100');
    const pair = await paper(id, 'original', 'pl/de');
    says(
      pair,
      'Faktura',
      'Rechnung',
      'SPRZEDAWCA / VERKÄUFER',
      'Do zapłaty / Zu zahlen',
      'przelew / Überweisung',
      '1 230,00 PLN',
    );
    says(await paper(id, 'original', 'pl/en'), 'NABYWCA / BUYER', 'In words', 'Słownie');
    says(await paper(id, 'original', 'fr'), 'Invoice');
  });

  it('a copy, a duplicate with its day, and original and copy in one file each say what they are (R101)', async () => {
    const id = await firm.issue(BUYER);
    says(await paper(id, 'copy'), 'KOPIA');
    says(await paper(id, 'duplicate'), `DUPLIKAT ${TODAY.split('-').reverse().join('.')}`);
    const both = await paper(id, 'original_and_copy');
    expect(both.pages.map((page) => [page.includes('ORYGINAŁ'), page.includes('KOPIA'), page.includes('Strona 1 z 1')])).toEqual([
      [true, false, true],
      [false, true, true],
    ]);
  });

  it('a draft says SZKIC and has no code to pay by; a cancelled one says so (R50, R101)', async () => {
    says(await paper(await firm.draft(BUYER)), 'SZKIC');
    const id = await firm.issue(BUYER);
    await firm.browser.post(`/invoicing/invoices/${id}/cancellation`, { reason: '' });
    says(await paper(id), 'ANULOWANO');
  });

  it('a proforma, an order and a client order have their titles, and are not called an invoice for VAT (R94)', async () => {
    says(await issued({ kind: 'proforma' }), 'Faktura pro forma', 'Dokument nie jest fakturą', 'Do zapłaty');
    says(await issued({ kind: 'estimate' }), 'Zamówienie', 'WYKONAWCA', 'ZAMAWIAJĄCY');
    says(await issued({ kind: 'client_order' }), 'Zamówienie od klienta');
  });

  it('a sale on margin names its procedure and shows no VAT (art. 106e(2), (3))', async () => {
    for (const [marginProcedure, words] of [
      ['travel', 'procedura marży dla biur podróży'],
      ['used', 'procedura marży – towary używane'],
      ['art', 'procedura marży – dzieła sztuki'],
      ['antiques', 'procedura marży – przedmioty kolekcjonerskie i antyki'],
    ] as const) {
      const read = await issued({ kind: 'vat_margin', marginProcedure });
      says(read, 'Faktura VAT marża', words, '1 230,00');
      expect(read.text).not.toContain('Kwota VAT');
    }
  });

  it('the correction of a sale on margin names the same procedure (art. 106e(3), 106j)', async () => {
    const id = await firm.issue({ ...BUYER, kind: 'vat_margin', marginProcedure: 'art', lines: [line('Obraz', 1230)] });
    const correction = { kind: 'correction', fromInvoiceId: id, correctionReason: 'Rabat', lines: [line('Obraz', 1000)] };
    says(await issued(correction), 'procedura marży – dzieła sztuki');
  });

  it('cash accounting, split payment, exemption and reverse charge are said in the words of the act (art. 106e(1)(16)-(19))', async () => {
    const read = await issued({
      kind: 'vat_mp',
      splitPayment: true,
      exemptBasis: 'art. 43 ust. 1 pkt 29 ustawy o VAT',
      lines: [line('Folia', 100), line('Szkolenie', 50, { rate: 'zw' }), line('Złom', 70, { rate: 'oo' })],
    });
    says(read, 'metoda kasowa', 'mechanizm podzielonej płatności', 'odwrotne obciążenie (reverse charge)');
    says(read, 'Podstawa zwolnienia z VAT: art. 43 ust. 1 pkt 29 ustawy o VAT', 'zw.', 'oo.');
    expect(read.text).not.toContain('Zeskanuj'); // no code: a split payment is another kind of transfer
  });

  it('goods into the EU name both numbers of intra-EU trade; services to its firms are reverse charged (art. 106e(1)(24))', async () => {
    const wdt = await issued({ ...GERMAN, kind: 'wdt', lines: [line('Lawenda', 250, { rate: '0_wdt' })] });
    says(
      wdt,
      'Faktura WDT',
      'VAT UE: PL5260250995',
      'VAT UE: DE136695976',
      '0% WDT',
      'Niemcy',
      'dwieście pięćdziesiąt EUR 00/100',
    );
    const services = await issued({ ...GERMAN, lines: [line('Projekt', 100, { rate: 'np2' })] });
    says(services, 'VAT UE: PL5260250995', 'VAT UE: DE136695976', 'np.', 'odwrotne obciążenie (reverse charge)');
    const american = { buyerName: 'Garden Inc.', buyerTaxCountry: 'US', buyerTaxNo: '123', buyerCountry: 'US', currency: 'USD' };
    says(
      await issued({ ...american, kind: 'export_products', lines: [line('Lawenda', 9, { rate: '0_ex' })] }),
      ...['Faktura eksportowa', '0% eksport', 'Nr podatkowy: 123'],
    );
    // Whoever sells at home to a firm of the Union names its number too, but not his own of intra-EU trade.
    says(await issued(GERMAN), 'NIP: 5260250995', 'VAT UE: DE136695976');
  });

  it('services outside of Poland say which they are, and a pair of languages says each wording once (art. 106e(1)(18), R99)', async () => {
    const id = await firm.issue({
      ...GERMAN,
      lines: [line('Projekt', 100, { rate: 'np2' }), line('Targi', 50, { rate: 'np1' })],
    });
    says(await paper(id), 'np. I', 'np. II');
    says(await paper(id, 'original', 'pl/en'), 'odwrotne obciążenie / reverse charge', 'Niemcy / Germany');
    says(await paper(id, 'original', 'en'), 'reverse charge (odwrotne obciążenie)');
  });

  it('an invoice in euros says VAT in zlotys, the rate, its table and day (art. 106e(11), R100)', async () => {
    const id = await firm.issue({ ...BUYER, currency: 'EUR' });
    await firm.rows(
      `update invoices set exchange_rate = 4.2567, exchange_table = '226/A/NBP/2026', exchange_on = '2026-11-19' where id = ${id}`,
    );
    await firm.rows(`update invoice_taxes set vat_pln = 979.04 where invoice_id = ${id}`);
    const read = await paper(id);
    says(read, '979,04', 'Kurs: 1 EUR = 4,2567 PLN', 'tabela NBP nr 226/A/NBP/2026', '19.11.2026', '1 230,00 EUR');
  });

  it('a bill, a receipt, a note, cash slips and imported services have the titles and parties of their own (R94, R103)', async () => {
    says(await issued({ kind: 'bill', exemptBasis: 'art. 113 ust. 1' }), 'Rachunek', 'art. 113 ust. 1', '1 230,00');
    says(await issued({ kind: 'receipt' }), 'Paragon (niefiskalny)', '23%');
    says(
      await issued({ kind: 'accounting_note', noteKind: 'debit' }),
      'Nota księgowa obciążeniowa',
      'Obciążamy Państwa rachunek kwotą:',
    );
    says(
      await issued({ kind: 'accounting_note', noteKind: 'credit' }),
      'Nota księgowa uznaniowa',
      'Uznajemy Państwa rachunek kwotą:',
    );
    says(await issued({ kind: 'kp' }), 'KP – dowód wpłaty', 'WPŁACAJĄCY', 'Wpłacono', 'Wpłacił(a)');
    says(await issued({ kind: 'kw' }), 'KW – dowód wypłaty', 'ODBIERAJĄCY', 'Wypłacono', 'Odebrał(a)');
    for (const kind of ['kp', 'kw', 'accounting_note']) {
      const { text } = await issued({ kind, soldOn: TODAY, paymentDays: 14 });
      expect([text.includes('Data sprzedaży'), text.includes('Termin płatności')]).toEqual([false, kind === 'accounting_note']);
    }
    const bought = await issued({ ...GERMAN, kind: 'import_service', lines: [line('Hosting', 100)] });
    says(bought, 'Faktura wewnętrzna – import usług');
    expect(bought.text).toMatch(/USŁUGODAWCA.*Gartenbau Müller GmbH.*USŁUGOBIORCA.*Ogrody Zielińska/s);
  });

  it('a correction shows each changed line before, after and the difference, what it corrects and why (art. 106j)', async () => {
    const id = await firm.issue({ ...BUYER, lines: [line('Projekt', 1230), line('Nadzór', 615)] });
    const [{ number }] = await firm.rows<{ number: string }>(`select number from invoices where id = ${id}`);
    const correction = await firm.issue({
      ...{ ...BUYER, kind: 'correction', fromInvoiceId: id, correctionReason: 'Zwrot towaru' },
      lines: [line('Projekt', 984), line('Nadzór', 615)],
    } as Partial<InvoiceInput>);
    const read = await paper(correction);
    says(read, 'Faktura korygująca', `Faktura nr ${number}, z dnia`, 'Zwrot towaru', 'przed korektą', 'po korekcie', 'różnica');
    says(
      read,
      '1 230,00',
      '984,00',
      '-246,00',
      '-200,00',
      '-46,00',
      'Do zwrotu',
      '246,00 PLN',
      'dwieście czterdzieści sześć złotych',
    );
    says(read, '23% · Przed korektą', '23% · Po korekcie', '23% · Różnica');
    expect(read.text).not.toContain('Nadzór'); // unchanged
  });

  it('a correction of words alone says these, and neither figures nor what to pay (art. 106j)', async () => {
    const id = await firm.issue({ ...BUYER, paymentDays: 14 });
    const words = { correctionReason: 'Adres', contentBefore: 'Rynek 4', contentAfter: 'Rynek 14' };
    const read = await issued({ kind: 'correction', fromInvoiceId: id, paymentDays: 14, ...words });
    says(read, 'Faktura korygująca', 'Treść korygowana Rynek 4', 'Treść prawidłowa Rynek 14');
    expect(read.text).not.toMatch(/Stawka VAT|Do zapłaty|Termin płatności|Rachunek|0,00/);
  });

  it('what a line was, is and differs by stand on one page (art. 106j)', async () => {
    const lines = (less: number) => Array.from({ length: 30 }, (_, place) => line(`Pozycja ${place + 1}`, 50 + place - less));
    const id = await firm.issue({ ...BUYER, lines: lines(0) });
    const { pages } = await issued({ kind: 'correction', fromInvoiceId: id, correctionReason: 'Rabat', lines: lines(1) });
    const counts = pages.map((page) => ['przed korektą', 'po korekcie', 'różnica'].map((state) => page.split(state).length - 1));
    expect(counts.length).toBeGreaterThan(2);
    for (const [before, after, difference] of counts) expect([before, after]).toEqual([difference, difference]);
  });

  it('an advance says what it is paid on, a final the whole, its advances and what they leave (art. 106f(1)(4), (3), R101, R103)', async () => {
    const ordered = [line('Taras', 36_900, { rate: '8' }), line('Pergola', 6150)];
    const order = await firm.issue({ ...BUYER, kind: 'estimate', lines: ordered });
    const continued = { ...BUYER, fromInvoiceId: order };
    const advance = await firm.issue({ ...continued, kind: 'advance', lines: [line('Zaliczka', 10_800, { rate: '8' })] });
    const read = await paper(advance);
    says(read, 'Faktura zaliczkowa', 'Zaliczka', '10 000,00', '8%', '800,00', '10 800,00', 'Do zapłaty', '10 800,00 PLN');
    says(
      read,
      'ZALICZKA NA POCZET ZAMÓWIENIA · ZAM/',
      'Taras',
      '34 166,67',
      'Pergola',
      '6 150,00',
      'Razem 39 166,67 3 883,33 43 050,00',
    );
    expect(read.text).not.toContain('ROZLICZONE FAKTURY');
    const [{ number }] = await firm.rows<{ number: string }>(`select number from invoices where id = ${advance}`);
    const final = await paper(await firm.issue({ ...continued, kind: 'final', advanceIds: [advance], lines: ordered }));
    says(
      final,
      'Faktura końcowa',
      'Taras',
      '36 900,00',
      'Pergola',
      '6 150,00',
      'ROZLICZONE FAKTURY ZALICZKOWE',
      number,
      '10 800,00',
    );
    says(
      final,
      '23% · Pozostaje 5 000,00',
      '8% · Zaliczki 10 000,00',
      '8% · Pozostaje 24 166,67',
      '32 250,00 PLN',
      'trzydzieści dwa tysiące dwieście pięćdziesiąt złotych 00/100',
    );
  });

  it('an invoice of another series is an invoice on paper (R94, R101)', async () => {
    const read = await issued({ kind: 'invoice_other' });
    says(read, 'Faktura', 'INNA/', 'SPRZEDAWCA', '23%', '230,00', 'Do zapłaty', '1 230,00 PLN');
  });
});
