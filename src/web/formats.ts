import { Decimal } from '../money/decimal';
import type { Language } from './translations';

const LOCALES: Record<Language, string> = { pl: 'pl-PL', en: 'en-GB' };
/** So many days are remembered as they were written: a list writes the same ones over and over. */
const MOST_DAYS = 2000;

const known = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();
const days = new Map<string, string>();

function numbers(language: Language, places: number, currency?: string) {
  const key = `${language} ${places} ${currency}`;
  let format = known.get(key);
  if (!format) known.set(key, (format = numberFormat(language, places, currency)));
  return format as Intl.NumberFormat;
}

function numberFormat(language: Language, places: number, currency?: string) {
  return new Intl.NumberFormat(LOCALES[language], {
    useGrouping: 'always',
    minimumFractionDigits: places,
    maximumFractionDigits: places,
    ...(currency && { style: 'currency', currency, currencyDisplay: language === 'pl' ? 'symbol' : 'code' }),
  } as never);
}

/** A formatter of days and times, made once for each language and way to write them. */
export function dates(language: Language, options: Intl.DateTimeFormatOptions) {
  const key = `d${language}${JSON.stringify(options)}`;
  if (!known.has(key)) known.set(key, new Intl.DateTimeFormat(LOCALES[language], options));
  return known.get(key) as Intl.DateTimeFormat;
}

/** How each language writes a day. */
export const DAY: Record<Language, Intl.DateTimeFormatOptions> = {
  pl: { day: '2-digit', month: '2-digit', year: 'numeric' },
  en: { day: 'numeric', month: 'short', year: 'numeric' },
};

/** A decimal as its language writes it, with exactly so many places; Intl takes the text, so no float is made of it. currency: ISO 4217 */
export function written(amount: Decimal | string | number, language: Language, places: number, currency?: string) {
  const fixed = (Decimal.isDecimal(amount) ? amount : new Decimal(amount)).toFixed(places);
  return numbers(language, places, currency).format(fixed as never);
}

/** An amount of money as its language writes it: '1 234,50 zł', 'PLN 1,234.50'. */
export function writtenMoney(amount: Decimal | string, currency: string, language: Language) {
  return written(amount, language, 2, currency);
}

/** A price of one unit, with as many decimals as it has, at least two: '0,0125 zł'. */
export function writtenUnitPrice(price: Decimal, currency: string, language: Language) {
  return written(price, language, Math.max(2, price.decimalPlaces()), currency);
}

/** A calendar day (YYYY-MM-DD) as its language writes it: '24.11.2026', '24 Nov 2026'. */
export function writtenDay(on: string, language: Language) {
  const key = `${language} ${on}`;
  let text = days.get(key);
  if (text === undefined) {
    if (days.size >= MOST_DAYS) days.clear();
    text = dates(language, { ...DAY[language], timeZone: 'UTC' }).format(new Date(`${on}T00:00:00Z`));
    days.set(key, text);
  }
  return text;
}

/** An instant as its language writes it, in a time zone: '24.11.2026, 12:30', '24 Nov 2026, 12:30'. */
export function writtenInstant(at: Date, language: Language, timeZone: string) {
  return dates(language, { ...DAY[language], hour: '2-digit', minute: '2-digit', timeZone }).format(at);
}
