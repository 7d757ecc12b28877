import { line } from '../../integration/firm';
import { BUYER, GERMAN, Press, says } from './press';

describe('what the act on VAT has a document say on paper', () => {
  let press: Press;
  beforeAll(async () => {
    press = await Press.open();
  });
  afterAll(() => press.close());

  it('a sale on margin names its procedure and shows no VAT (art. 106e(2), (3))', async () => {
    for (const [marginProcedure, words] of [
      ['travel', 'procedura marży dla biur podróży'],
      ['used', 'procedura marży – towary używane'],
      ['art', 'procedura marży – dzieła sztuki'],
      ['antiques', 'procedura marży – przedmioty kolekcjonerskie i antyki'],
    ] as const) {
      const read = await press.issued({ kind: 'vat_margin', marginProcedure });
      says(read, 'Faktura VAT marża', words, '1 230,00');
      expect(read.text).not.toContain('Kwota VAT');
    }
  });

  it('the correction of a sale on margin names the same procedure (art. 106e(3), 106j)', async () => {
    const id = await press.firm.issue({ ...BUYER, kind: 'vat_margin', marginProcedure: 'art', lines: [line('Obraz', 1230)] });
    const correction = { kind: 'correction', fromInvoiceId: id, correctionReason: 'Rabat', lines: [line('Obraz', 1000)] };
    says(await press.issued(correction), 'procedura marży – dzieła sztuki');
  });

  it('cash accounting, split payment, exemption and reverse charge are said in the words of the act (art. 106e(1)(16)-(19))', async () => {
    const read = await press.issued({
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
    const wdt = await press.issued({ ...GERMAN, kind: 'wdt', lines: [line('Lawenda', 250, { rate: '0_wdt' })] });
    says(
      wdt,
      'Faktura WDT',
      'VAT UE: PL5260250995',
      'VAT UE: DE136695976',
      '0% WDT',
      'Niemcy',
      'dwieście pięćdziesiąt EUR 00/100',
    );
    const services = await press.issued({ ...GERMAN, lines: [line('Projekt', 100, { rate: 'np2' })] });
    says(services, 'VAT UE: PL5260250995', 'VAT UE: DE136695976', 'np.', 'odwrotne obciążenie (reverse charge)');
    const american = { buyerName: 'Garden Inc.', buyerTaxCountry: 'US', buyerTaxNo: '123', buyerCountry: 'US', currency: 'USD' };
    says(
      await press.issued({ ...american, kind: 'export_products', lines: [line('Lawenda', 9, { rate: '0_ex' })] }),
      ...['Faktura eksportowa', '0% eksport', 'Nr podatkowy: 123'],
    );
    // Whoever sells at home to a firm of the Union names its number too, but not his own of intra-EU trade.
    says(await press.issued(GERMAN), 'NIP: 5260250995', 'VAT UE: DE136695976');
  });

  it('services outside of Poland say which they are, and a pair of languages says each wording once (art. 106e(1)(18), R99)', async () => {
    const id = await press.firm.issue({
      ...GERMAN,
      lines: [line('Projekt', 100, { rate: 'np2' }), line('Targi', 50, { rate: 'np1' })],
    });
    says(await press.paper(id), 'np. I', 'np. II');
    says(await press.paper(id, 'original', 'pl/en'), 'odwrotne obciążenie / reverse charge', 'Niemcy / Germany');
    says(await press.paper(id, 'original', 'en'), 'reverse charge (odwrotne obciążenie)');
  });

  it('an invoice in euros says VAT in zlotys, the rate, its table and day (art. 106e(11), R100)', async () => {
    const id = await press.firm.issue({ ...BUYER, currency: 'EUR' });
    await press.firm.rows(
      `update invoices set exchange_rate = 4.2567, exchange_table = '226/A/NBP/2026', exchange_on = '2026-11-19' where id = ${id}`,
    );
    await press.firm.rows(`update invoice_taxes set vat_pln = 979.04 where invoice_id = ${id}`);
    const read = await press.paper(id);
    says(read, '979,04', 'Kurs: 1 EUR = 4,2567 PLN', 'tabela NBP nr 226/A/NBP/2026', '19.11.2026', '1 230,00 EUR');
  });
});
