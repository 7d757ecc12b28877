import type { InvoiceInput } from '../../../src/invoicing/invoices/invoice.input';
import { line } from '../../integration/firm';
import { BUYER, Press, says } from './press';

describe('what a document that continues others says on paper', () => {
  let press: Press;
  beforeAll(async () => {
    press = await Press.open();
  });
  afterAll(() => press.close());

  it('a correction shows each changed line before, after and the difference, what it corrects and why (art. 106j)', async () => {
    const id = await press.firm.issue({ ...BUYER, lines: [line('Projekt', 1230), line('Nadzór', 615)] });
    const [{ number }] = await press.firm.rows<{ number: string }>(`select number from invoices where id = ${id}`);
    const correction = await press.firm.issue({
      ...{ ...BUYER, kind: 'correction', fromInvoiceId: id, correctionReason: 'Zwrot towaru' },
      lines: [line('Projekt', 984), line('Nadzór', 615)],
    } as Partial<InvoiceInput>);
    const read = await press.paper(correction);
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
    const id = await press.firm.issue({ ...BUYER, paymentDays: 14 });
    const words = { correctionReason: 'Adres', contentBefore: 'Rynek 4', contentAfter: 'Rynek 14' };
    const read = await press.issued({ kind: 'correction', fromInvoiceId: id, paymentDays: 14, ...words });
    says(read, 'Faktura korygująca', 'Treść korygowana Rynek 4', 'Treść prawidłowa Rynek 14');
    expect(read.text).not.toMatch(/Stawka VAT|Do zapłaty|Termin płatności|Rachunek|0,00/);
  });

  it('what a line was, is and differs by stand on one page (art. 106j)', async () => {
    const lines = (less: number) => Array.from({ length: 30 }, (_, place) => line(`Pozycja ${place + 1}`, 50 + place - less));
    const id = await press.firm.issue({ ...BUYER, lines: lines(0) });
    const { pages } = await press.issued({ kind: 'correction', fromInvoiceId: id, correctionReason: 'Rabat', lines: lines(1) });
    const counts = pages.map((page) => ['przed korektą', 'po korekcie', 'różnica'].map((state) => page.split(state).length - 1));
    expect(counts.length).toBeGreaterThan(2);
    for (const [before, after, difference] of counts) expect([before, after]).toEqual([difference, difference]);
  });

  it('an advance says what it is paid on, a final the whole, its advances and what they leave (art. 106f(1)(4), (3), R101, R103)', async () => {
    const ordered = [line('Taras', 36_900, { rate: '8' }), line('Pergola', 6150)];
    const order = await press.firm.issue({ ...BUYER, kind: 'estimate', lines: ordered });
    const continued = { ...BUYER, fromInvoiceId: order };
    const advance = await press.firm.issue({ ...continued, kind: 'advance', lines: [line('Zaliczka', 10_800, { rate: '8' })] });
    const read = await press.paper(advance);
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
    const [{ number }] = await press.firm.rows<{ number: string }>(`select number from invoices where id = ${advance}`);
    const final = await press.paper(
      await press.firm.issue({ ...continued, kind: 'final', advanceIds: [advance], lines: ordered }),
    );
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
});
