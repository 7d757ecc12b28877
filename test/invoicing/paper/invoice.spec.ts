import { addDays } from '../../../src/clock';
import { Decimal } from '../../../src/money/decimal';
import { line, TODAY } from '../../integration/firm';
import { BUYER, Press, says } from './press';

describe('an invoice on paper', () => {
  let press: Press;
  beforeAll(async () => {
    press = await Press.open();
  });
  afterAll(() => press.close());

  it('an invoice says everything that art. 106e asks for (R101)', async () => {
    const id = await press.firm.issue({
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
    const read = await press.paper(id);
    const [{ number }] = await press.firm.rows<{ number: string }>(`select number from invoices where id = ${id}`);
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
    const id = await press.firm.issue({ ...BUYER, paymentDays: 7 });
    says(
      await press.paper(id, 'original', 'en'),
      'Invoice',
      'SELLER',
      'BUYER',
      'ORIGINAL',
      '1,230.00 PLN',
      'Amount due',
      'Page 1 of 1',
    );
    says(await press.paper(id, 'original', 'en'), 'one thousand two hundred and thirty PLN 00/100');
    says(
      await press.paper(id, 'original', 'de'),
      'Rechnung',
      'VERKÄUFER',
      'KÄUFER',
      '1.230,00 PLN',
      'Zu zahlen',
      'Seite 1 von 1',
    );
    says(await press.paper(id, 'original', 'de'), 'eintausendzweihundertdreißig PLN 00/100');
    const pair = await press.paper(id, 'original', 'pl/de');
    says(
      pair,
      'Faktura',
      'Rechnung',
      'SPRZEDAWCA / VERKÄUFER',
      'Do zapłaty / Zu zahlen',
      'przelew / Überweisung',
      '1 230,00 PLN',
    );
    says(await press.paper(id, 'original', 'pl/en'), 'NABYWCA / BUYER', 'In words', 'Słownie');
    says(await press.paper(id, 'original', 'fr'), 'Invoice');
  });

  it('a copy, a duplicate with its day, and original and copy in one file each say what they are (R101)', async () => {
    const id = await press.firm.issue(BUYER);
    says(await press.paper(id, 'copy'), 'KOPIA');
    says(await press.paper(id, 'duplicate'), `DUPLIKAT ${TODAY.split('-').reverse().join('.')}`);
    const both = await press.paper(id, 'original_and_copy');
    expect(both.pages.map((page) => [page.includes('ORYGINAŁ'), page.includes('KOPIA'), page.includes('Strona 1 z 1')])).toEqual([
      [true, false, true],
      [false, true, true],
    ]);
  });

  it('a draft says SZKIC and has no code to pay by; a cancelled one says so (R50, R101)', async () => {
    says(await press.paper(await press.firm.draft(BUYER)), 'SZKIC');
    const id = await press.firm.issue(BUYER);
    await press.firm.browser.post(`/invoicing/invoices/${id}/cancellation`, { reason: '' });
    says(await press.paper(id), 'ANULOWANO');
  });
});
