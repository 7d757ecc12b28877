import { kindOf } from '../kinds';
import { OSS_PERCENTS } from './oss-rates';
import { VAT_RATES, type VatRate, vatRateOf } from './rates';

/** What a document is, as far as its rates depend on it. */
export interface Sale {
  /** Code of its kind; of a correction that of what it corrects. */
  kind: string;
  /** Whether it is told in the one-stop shop of the seller's country. */
  oss: boolean;
  /** ISO 3166: of the buyer's tax number, without one of the address; XI is Northern Ireland. */
  buyerCountry: string;
}

/** The same with what a rate may ask of the parties. */
export interface PartiesOfSale extends Sale {
  sellerCountry: string;
  /** Without spaces and prefix; '' or null when there is none. */
  buyerTaxNo: string | null;
  buyerCompany: boolean;
}

const KINDS_OF_FEW_RATES: Readonly<Record<string, readonly string[]>> = {
  wdt: ['0_wdt'],
  export_products: ['0_ex'],
  // The buyer's own VAT on what a foreign firm did for it: at a rate that the service has in Poland.
  import_service: ['23', '8', '5', '0', 'zw'],
};

/** Rates that come with a kind of document and are on no other. */
const BY_KIND_ONLY = ['margin', 'none'];

/** The rates that a form offers for lines of such a document: OSS ones of the buyer's country, or of all while it is none of them. */
export function ratesFor({ kind, oss, buyerCountry }: Sale): readonly VatRate[] {
  const few = ratesOfKind(kind);
  if (few) return VAT_RATES.filter((rate) => few.includes(rate.code));
  if (!oss) return VAT_RATES.filter((rate) => rate.offered);
  return VAT_RATES.filter((rate) => rate.country !== null && (!(buyerCountry in OSS_PERCENTS) || rate.country === buyerCountry));
}

/**
 * Why a line of this rate may not be on such a document (R99), as the key of a broken rule, or null when it may: each rate without Polish VAT
 * has its condition in the law, and a document that breaks it costs at least a correction. Rates of years past are as good as today's.
 */
export function rateProblem(code: string, sale: PartiesOfSale): string | null {
  const rate = vatRateOf(code);
  if (!rate) return 'rate_unknown';
  const few = ratesOfKind(sale.kind);
  if (few ? !few.includes(code) : BY_KIND_ONLY.includes(code)) return 'rate_not_of_kind';
  if (rate.country !== null) return ossProblem(rate.country, sale);
  if (sale.oss) return 'rate_not_of_oss';
  const hasTaxNo = sale.buyerCompany && Boolean(sale.buyerTaxNo);
  const elsewhereInEu = sale.buyerCountry in OSS_PERCENTS;
  switch (code) {
    case 'oo':
      return sale.buyerCountry === 'PL' && hasTaxNo ? null : 'rate_oo_without_polish_firm';
    case '0_wdt':
      return (elsewhereInEu || sale.buyerCountry === 'XI') && hasTaxNo ? null : 'rate_wdt_without_eu_number';
    case 'np2':
      return elsewhereInEu && hasTaxNo ? null : 'rate_np2_without_eu_number';
    case '0_ex':
      return elsewhereInEu || ['PL', 'XI'].includes(sale.buyerCountry) ? 'rate_export_within_eu' : null;
    default:
      return null;
  }
}

function ossProblem(country: string, { oss, buyerCountry, buyerCompany, sellerCountry }: PartiesOfSale): string | null {
  if (!oss) return 'rate_only_of_oss';
  if (country !== buyerCountry || country === sellerCountry) return 'rate_oss_of_other_country';
  return buyerCompany ? 'rate_oss_for_firm' : null;
}

/** Codes of the only rates that documents of this kind have; null where any may be. */
function ratesOfKind(kind: string): readonly string[] | null {
  const fixed = kindOf(kind)?.fixedRate;
  return fixed ? [fixed] : (KINDS_OF_FEW_RATES[kind] ?? null);
}
