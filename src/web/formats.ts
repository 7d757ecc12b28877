import { Decimal } from '../money/decimal';
import type { Language } from './translations';

const known = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function numbers(language: Language, options: Intl.NumberFormatOptions) {
  const key = `n${language}${JSON.stringify(options)}`;
  if (!known.has(key))
    known.set(key, new Intl.NumberFormat(language === 'pl' ? 'pl-PL' : 'en-GB', { useGrouping: 'always', ...options } as never));
  return known.get(key) as Intl.NumberFormat;
}

/** A formatter of days and times, made once for each language and way to write them. */
export function dates(language: Language, options: Intl.DateTimeFormatOptions) {
  const key = `d${language}${JSON.stringify(options)}`;
  if (!known.has(key)) known.set(key, new Intl.DateTimeFormat(language === 'pl' ? 'pl-PL' : 'en-GB', options));
  return known.get(key) as Intl.DateTimeFormat;
}

/** How each language writes a day. */
export const DAY: Record<Language, Intl.DateTimeFormatOptions> = {
  pl: { day: '2-digit', month: '2-digit', year: 'numeric' },
  en: { day: 'numeric', month: 'short', year: 'numeric' },
};

/** A decimal as its language writes it, with exactly so many places; Intl takes the text, so no float is made of it. currency: ISO 4217 */
export function written(amount: Decimal | string | number, language: Language, places: number, currency?: string) {
  const style = currency
    ? ({ style: 'currency', currency, currencyDisplay: language === 'pl' ? 'symbol' : 'code' } as const)
    : {};
  const fixed = new Decimal(amount).toFixed(places);
  return numbers(language, { minimumFractionDigits: places, maximumFractionDigits: places, ...style }).format(fixed as never);
}

/** An amount of money as its language writes it: '1 234,50 zł', 'PLN 1,234.50'. */
export function writtenMoney(amount: Decimal | string, currency: string, language: Language) {
  return written(amount, language, 2, currency);
}

/** A calendar day (YYYY-MM-DD) as its language writes it: '24.11.2026', '24 Nov 2026'. */
export function writtenDay(on: string, language: Language) {
  return dates(language, { ...DAY[language], timeZone: 'UTC' }).format(new Date(`${on}T00:00:00Z`));
}
