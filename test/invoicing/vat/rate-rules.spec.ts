import { OSS_PERCENTS } from '../../../src/invoicing/vat/oss-rates';
import { type PartiesOfSale, rateProblem, ratesFor } from '../../../src/invoicing/vat/rate-rules';
import { VAT_RATES, vatRateOf } from '../../../src/invoicing/vat/rates';

const HOME: PartiesOfSale = {
  ...{ kind: 'vat', oss: false, sellerCountry: 'PL' },
  ...{ buyerCountry: 'PL', buyerTaxNo: '5252445767', buyerCompany: true },
};
const GERMAN_FIRM = { ...HOME, buyerCountry: 'DE', buyerTaxNo: '136695976' };
const GERMAN_CONSUMER = { ...HOME, buyerCountry: 'DE', buyerTaxNo: null, buyerCompany: false, oss: true };
const codes = (kind: string, oss = false, buyerCountry = 'PL') => ratesFor({ kind, oss, buyerCountry }).map(({ code }) => code);

describe('the VAT rates (R99)', () => {
  it('have their per cent: halves of it too, and none without VAT', () => {
    expect(
      ['23', '22', '8', '7', '5', '4', '3', '0', '0_wdt', '0_ex', 'DE19', 'HU27', 'FI25.5'].map((code) =>
        Number(vatRateOf(code)!.percent),
      ),
    ).toEqual([23, 22, 8, 7, 5, 4, 3, 0, 0, 0, 19, 27, 25.5]);
    for (const code of ['zw', 'np1', 'np2', 'oo', 'margin', 'none']) expect(vatRateOf(code)?.percent).toBeNull();
    expect(vatRateOf('np')).toBeUndefined();
    expect(new Set(VAT_RATES.map(({ code }) => code)).size).toBe(VAT_RATES.length);
  });

  it('of OSS are those of the 26 other countries of the EU', () => {
    expect(Object.keys(OSS_PERCENTS)).toHaveLength(26);
    expect(OSS_PERCENTS).not.toHaveProperty('PL');
  });

  it('are offered as the kind of document asks', () => {
    expect(codes('vat')).toEqual(['23', '8', '5', '4', '0', '0_wdt', '0_ex', 'zw', 'np1', 'np2', 'oo']);
    expect(codes('wdt')).toEqual(['0_wdt']);
    expect(codes('export_products')).toEqual(['0_ex']);
    expect(codes('bill')).toEqual(['zw']);
    expect(codes('vat_margin')).toEqual(['margin']);
  });

  it('of OSS are offered of the buyer’s country, or all while it is not known', () => {
    expect(codes('vat', true, 'DE')).toEqual(['DE19', 'DE7']);
    expect(codes('vat', true, 'PL')).toContain('FR5.5');
  });
});

describe('a rate that the law does not allow (facts of KSeF, R99)', () => {
  it.each([
    ['23', HOME, null],
    ['22', HOME, null],
    ['np1', HOME, null],
    ['np', HOME, 'rate_unknown'],
    ['margin', HOME, 'rate_not_of_kind'],
    ['none', HOME, 'rate_not_of_kind'],
    ['oo', HOME, null],
    ['oo', { ...HOME, buyerTaxNo: '' }, 'rate_oo_without_polish_firm'],
    ['oo', { ...HOME, buyerCompany: false }, 'rate_oo_without_polish_firm'],
    ['oo', GERMAN_FIRM, 'rate_oo_without_polish_firm'],
    ['0_wdt', GERMAN_FIRM, null],
    ['0_wdt', { ...GERMAN_FIRM, kind: 'wdt' }, null],
    ['0_wdt', { ...GERMAN_FIRM, buyerCountry: 'XI' }, null],
    ['0_wdt', HOME, 'rate_wdt_without_eu_number'],
    ['0_wdt', { ...GERMAN_FIRM, buyerTaxNo: null }, 'rate_wdt_without_eu_number'],
    ['0_wdt', { ...GERMAN_FIRM, buyerCountry: 'US' }, 'rate_wdt_without_eu_number'],
    ['23', { ...GERMAN_FIRM, kind: 'wdt' }, 'rate_not_of_kind'],
    ['np2', GERMAN_FIRM, null],
    ['np2', { ...GERMAN_FIRM, buyerCountry: 'XI' }, 'rate_np2_without_eu_number'],
    ['np2', HOME, 'rate_np2_without_eu_number'],
    ['0_ex', { ...GERMAN_FIRM, buyerCountry: 'US' }, null],
    ['0_ex', GERMAN_FIRM, 'rate_export_within_eu'],
    ['0_ex', HOME, 'rate_export_within_eu'],
    ['DE19', GERMAN_CONSUMER, null],
    ['DE19', { ...GERMAN_CONSUMER, oss: false }, 'rate_only_of_oss'],
    ['DE19', { ...GERMAN_CONSUMER, buyerCountry: 'AT' }, 'rate_oss_of_other_country'],
    ['DE19', { ...GERMAN_CONSUMER, sellerCountry: 'DE' }, 'rate_oss_of_other_country'],
    ['DE19', { ...GERMAN_FIRM, oss: true }, 'rate_oss_for_firm'],
    ['DE19', { ...GERMAN_CONSUMER, kind: 'wdt' }, 'rate_not_of_kind'],
    ['23', GERMAN_CONSUMER, 'rate_not_of_oss'],
  ] as [string, PartiesOfSale, string | null][])('%s of %j: %s', (code, sale, problem) => {
    expect(rateProblem(code, sale)).toBe(problem);
  });
});
