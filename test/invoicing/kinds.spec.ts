import { FAMILIES, KINDS, kindOf } from '../../src/invoicing/kinds';
import { formatNumber, isPatternError, parsePattern } from '../../src/invoicing/numbering/pattern';
import { vatRateOf } from '../../src/invoicing/vat/rates';
import english from '../../views/translations/en/kinds.json';
import polish from '../../views/translations/pl/kinds.json';

const codes = (those: (kind: (typeof KINDS)[number]) => boolean) => KINDS.filter(those).map((kind) => kind.code);

describe('Kinds of documents', () => {
  it('accepts sales documents as deals by default, but no bill, proforma or order (R40)', () => {
    expect(codes((kind) => kind.acceptedByDefault)).toEqual([
      ...['vat', 'receipt', 'advance', 'final', 'vat_margin', 'vat_mp', 'wdt', 'export_products', 'invoice_other'],
    ]);
  });

  it('counts as sales what is one (R38)', () => {
    expect(codes((kind) => kind.sale)).toEqual([
      ...[
        'vat',
        'bill',
        'receipt',
        'advance',
        'final',
        'correction',
        'vat_margin',
        'vat_mp',
        'wdt',
        'export_products',
        'invoice_other',
      ],
    ]);
  });

  it('lets only a receipt and cash slips have no buyer (R9)', () => {
    expect(codes((kind) => !kind.needsBuyer)).toEqual(['receipt', 'kp', 'kw']);
  });

  it('numbers invoices of every procedure in one series and gives every other kind a prefix of its own (R96)', () => {
    expect([...FAMILIES.keys()]).toEqual([
      ...['vat', 'proforma', 'bill', 'receipt', 'estimate', 'client_order', 'advance', 'final', 'correction', 'invoice_other'],
      ...['import_service', 'accounting_note', 'kp', 'kw'],
    ]);
    expect(codes((kind) => kind.family === 'vat')).toEqual(['vat', 'vat_margin', 'vat_mp', 'wdt', 'export_products']);
    const numbers = [...FAMILIES.values()].map((text) => {
      const pattern = parsePattern(text);
      return isPatternError(pattern) ? pattern : formatNumber(pattern, 1, '2026-11-24');
    });
    expect(numbers.slice(0, 5)).toEqual(['1/11/2026', 'PRO/1/11/2026', 'RACH/1/11/2026', 'PAR/1/11/2026', 'ZAM/1/11/2026']);
    const prefixes = numbers.map((number) => number.split('/1/')[0]);
    expect(new Set(prefixes).size).toBe(prefixes.length);
    for (const kind of KINDS) expect(kind.defaultPattern).toBe(FAMILIES.get(kind.family));
  });

  it('continues only to kinds that exist; an invoice to a receipt is one (R42)', () => {
    for (const kind of KINDS) expect(kind.continuesTo.filter((code) => !kindOf(code))).toEqual([]);
    expect(kindOf('receipt')?.continuesTo).toEqual(['vat']);
    expect(kindOf('proforma')?.continuesTo).toContain('vat');
  });

  it('gives one rate without VAT to the lines of kinds that show none (R99)', () => {
    for (const kind of KINDS) expect(kind.fixedRate !== null).toBe(!kind.showsVat);
    expect(codes((kind) => kind.fixedRate !== null && vatRateOf(kind.fixedRate)?.percent === null)).toEqual([
      ...['bill', 'vat_margin', 'accounting_note', 'kp', 'kw'],
    ]);
  });

  it('has a title in both languages for each kind (R94)', () => {
    const titles = KINDS.map((kind) => kind.title);
    expect(Object.keys(polish)).toEqual(titles);
    expect(Object.keys(english)).toEqual(titles);
  });

  it('knows no other kind (R94)', () => {
    expect(kindOf('invoice')).toBeUndefined();
  });
});
