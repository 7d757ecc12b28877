import jsqr from 'jsqr';
import { toString as squareCode } from 'qrcode';
import sharp from 'sharp';
import { amountInWords } from '../../../src/invoicing/paper/amount-in-words';
import { printable } from '../../../src/invoicing/paper/printable';
import { type Transfer, transferCode } from '../../../src/invoicing/paper/transfer-codes';
import { languagesOf, PAPER_LANGUAGES, readWords } from '../../../src/invoicing/paper/words';
import { Decimal } from '../../../src/money/decimal';
import { shownAs } from '../../../src/web/shown-as';

const TRANSFER: Transfer = {
  ...{ taxNo: '5265877635', name: 'Testowa Spółka z o.o', account: 'PL61109010140000071219812874', swift: 'BREXPLPWMBK' },
  ...{ amount: new Decimal('123.45'), currency: 'PLN', title: 'FV/3/11/2026' },
};

describe('amounts in words', () => {
  it.each([
    ['123.45', 'PLN', 'pl', 'sto dwadzieścia trzy złote czterdzieści pięć groszy'],
    ['1.01', 'PLN', 'pl', 'jeden złoty jeden grosz'],
    ['5.12', 'PLN', 'pl', 'pięć złotych dwanaście groszy'],
    ['22', 'PLN', 'pl', 'dwadzieścia dwa złote 00/100'],
    ['2000.02', 'EUR', 'pl', 'dwa tysiące EUR 02/100'],
    ['1000000.5', 'PLN', 'en', 'one million PLN 50/100'],
    ['21', 'EUR', 'de', 'einundzwanzig EUR 00/100'],
  ] as const)('%s %s in %s: %s (R101)', (amount, currency, language, words) => {
    expect(amountInWords(new Decimal(amount), currency, language)).toBe(words);
  });
});

describe('the code of a transfer', () => {
  it("is the Polish banks' for zlotys (R101)", () => {
    expect(transferCode(TRANSFER)).toBe('5265877635|PL|61109010140000071219812874|012345|Testowa Spółka z o.o|FV/3/11/2026|||');
  });

  it("is the European Payments Council's for euros (R101)", () => {
    expect(transferCode({ ...TRANSFER, currency: 'EUR' })).toBe(
      'BCD\n002\n1\nSCT\nBREXPLPWMBK\nTestowa Spółka z o.o\nPL61109010140000071219812874\nEUR123.45\n\n\nFV/3/11/2026\n',
    );
  });

  it('keeps within the lengths of its standard, and no text can end a field', () => {
    const code = transferCode({ ...TRANSFER, name: 'Zakład|Ogrodniczy\nZielińska i Wspólnicy', title: 'x'.repeat(50) })!;
    const [, , , , name, title] = code.split('|');
    expect([name, title.length, code.split('|').length]).toEqual(['Zakład Ogrodniczy Zi', 32, 9]);
    expect(code.length).toBeLessThanOrEqual(160);
  });

  it('is none for nothing to pay, other currencies and foreign accounts in zlotys', () => {
    expect(transferCode({ ...TRANSFER, amount: new Decimal(0) })).toBeNull();
    expect(transferCode({ ...TRANSFER, amount: new Decimal(-5) })).toBeNull();
    expect(transferCode({ ...TRANSFER, currency: 'USD' })).toBeNull();
    expect(transferCode({ ...TRANSFER, account: 'DE89370400440532013000' })).toBeNull();
  });

  it('is read back from its picture by a reader of such codes', async () => {
    const svg = await squareCode(transferCode(TRANSFER)!, { type: 'svg', margin: 4, errorCorrectionLevel: 'M' });
    const { data, info } = await sharp(Buffer.from(svg))
      .resize(400, 400, { kernel: 'nearest' })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(jsqr(new Uint8ClampedArray(data), info.width, info.height)?.data).toBe(transferCode(TRANSFER));
  });
});

describe('printed texts', () => {
  it('are in every language: no word is missing in one (R101)', () => {
    const [polish, ...others] = PAPER_LANGUAGES.map((language) => Object.keys(readWords(language)).sort());
    for (const keys of others) expect(keys).toEqual(polish);
  });

  it('are in English where a language is stored that is not printed (R101)', () => {
    expect([languagesOf('pl'), languagesOf('pl/de'), languagesOf('fr'), languagesOf('pl/fr'), languagesOf('en/fr')]).toEqual([
      ['pl'],
      ['pl', 'de'],
      ['en'],
      ['pl', 'en'],
      ['en'],
    ]);
  });

  it('keep no control characters, no half characters and no signs that turn text around', () => {
    expect(printable('a\u0000b\u0007c\u202ed\ufeffe\r\nf\tg')).toBe('abcde\nf g');
    expect(printable('x\ud83dy 😀')).toBe('x\ufffdy 😀');
    expect(printable('W'.repeat(40)).split('\u200b')).toHaveLength(40);
  });

  it('are kept in a file under a name that every browser reads', () => {
    expect(shownAs('Faktura-7-11-2026.pdf')).toBe(
      `inline; filename="Faktura-7-11-2026.pdf"; filename*=UTF-8''Faktura-7-11-2026.pdf`,
    );
    expect(shownAs('Zamówienie-ł"1.pdf')).toBe(
      `inline; filename="Zamowienie-l1.pdf"; filename*=UTF-8''Zam%C3%B3wienie-%C5%82%221.pdf`,
    );
  });
});
