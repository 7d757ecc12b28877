import { Decimal } from '../../money/decimal';
import { OSS_PERCENTS } from './oss-rates';

/** A VAT rate as a line of a document names it. */
export interface VatRate {
  /** What is stored with the line; never renamed. */
  code: string;
  /** Per cent of net; null where the law asks for no VAT, so that net is gross. */
  percent: Decimal | null;
  /** Translation key of what the document prints ('23%', 'zw.', …). */
  label: string;
  /** Whether a person may choose it for a line of today; the others come with a kind of document or with old documents. */
  offered: boolean;
  /** The country whose consumers are charged it under the one-stop shop (OSS); null of the Polish rates. */
  country: string | null;
}

const vatRate = (code: string, percent: number | string | null, offered = true, country: string | null = null): VatRate => ({
  code,
  percent: percent === null ? null : new Decimal(percent),
  label: `vat_rates.${code}`,
  offered,
  country,
});

const POLISH: readonly VatRate[] = [
  vatRate('23', 23),
  vatRate('22', 22, false),
  vatRate('8', 8),
  vatRate('7', 7, false),
  vatRate('5', 5),
  vatRate('4', 4),
  vatRate('3', 3, false),
  vatRate('0', 0),
  vatRate('0_wdt', 0),
  vatRate('0_ex', 0),
  vatRate('zw', null),
  vatRate('np1', null),
  vatRate('np2', null),
  vatRate('oo', null),
  vatRate('margin', null, false),
  vatRate('none', null, false),
];

const OSS: readonly VatRate[] = Object.entries(OSS_PERCENTS).flatMap(([country, percents]) =>
  percents.split(' ').map((percent) => vatRate(country + percent, percent, false, country)),
);

/**
 * The VAT rates (R99), in the order in which documents sum them up: taxed (22, 7 and 3 of years past; 4 of taxis), 0% in Poland, of goods into
 * the EU (WDT) and of export, then without VAT: zw exempt, np1 outside Poland, np2 services to firms of the EU (art. 100(1)(4)), oo domestic
 * reverse charge, margin a sale taxed on its margin (art. 120), of which the document shows gross only, none what VAT has no word on;
 * last the rates of other EU countries ('DE19'), which an OSS seller charges their consumers.
 */
export const VAT_RATES: readonly VatRate[] = [...POLISH, ...OSS];

const byCode = new Map(VAT_RATES.map((rate) => [rate.code, rate]));

/** The rate with this code; undefined when there is none. */
export function vatRateOf(code: string): VatRate | undefined {
  return byCode.get(code);
}
