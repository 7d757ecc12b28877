import { toCardinal as german } from 'n2words/de-DE';
import { toCardinal as english } from 'n2words/en-GB';
import { toCardinal as polish, toCurrency as polishZlotys } from 'n2words/pl-PL';
import type { Decimal } from '../../money/decimal';
import { type PaperLanguage, word } from './words';

const CARDINALS: Record<PaperLanguage, (whole: string) => string> = { pl: polish, en: english, de: german };

/**
 * An amount in words, customary on Polish documents: 'sto dwadzieścia trzy złote czterdzieści pięć groszy', in other currencies and languages
 * 'one hundred and twenty-three EUR 45/100'. An amount without grosze says so in figures, so that none can be added by hand.
 * @param amount in whole grosze or cents
 * @param currency ISO 4217
 */
export function amountInWords(amount: Decimal, currency: string, language: PaperLanguage): string {
  const [whole, hundredths] = amount.abs().toFixed(2).split('.');
  const sign = amount.isNegative() && !amount.isZero() ? `${word(language, 'minus')} ` : '';
  if (language !== 'pl' || currency !== 'PLN') return `${sign}${CARDINALS[language](whole)} ${currency} ${hundredths}/100`;
  if (hundredths === '00') return `${sign}${polishZlotys(whole)} 00/100`;
  return sign + polishZlotys(`${whole}.${hundredths}`);
}
