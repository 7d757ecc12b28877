import { say } from '../../web/say';
import { KINDS, kindOf } from '../kinds';
import { OSS_PERCENTS } from '../vat/oss-rates';
import { ratesFor } from '../vat/rate-rules';
import { VAT_RATES, type VatRate } from '../vat/rates';

/** What the rates of a form depend on. */
export interface RateFacts {
  kind: string;
  oss: boolean;
  buyerCountry: string | null;
  /** Codes of rates that lines have already: of old documents they may be offered no more. */
  rates: string[];
}

/** Rates of a document whose kind leaves the choice. */
const USUAL = VAT_RATES.filter(({ offered }) => offered);

/** The VAT rates that lines of a form may choose (R99), and what script needs to offer others when its kind, buyer or OSS change. */
export function rateChoices({ kind, oss, buyerCountry, rates }: RateFacts) {
  // Under a kind with one rate for all lines theirs wait for another kind.
  const asked = kindOf(kind)?.fixedRate ? 'vat' : kind;
  const offered = ratesFor({ kind: asked, oss, buyerCountry: buyerCountry ?? 'PL' });
  return {
    vatRates: VAT_RATES.filter((rate) => offered.includes(rate) || rates.includes(rate.code)).map(choice),
    ratesToOffer: { usual: USUAL.map(choice), kinds: Object.fromEntries(KINDS_OF_FEW_RATES), oss: OSS_PERCENTS },
  };
}

/** Kinds whose lines have some rates only, with these. */
const KINDS_OF_FEW_RATES = KINDS.filter(({ fixedRate }) => fixedRate === null)
  .map(({ code }) => [code, ratesFor({ kind: code, oss: false, buyerCountry: 'PL' }).map((rate) => rate.code)] as const)
  .filter(([, codes]) => codes.length < USUAL.length);

function choice({ code, label, percent }: VatRate) {
  return { value: code, label: say(label), percent: percent?.toFixed() ?? '' };
}
