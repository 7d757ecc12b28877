import type { Decimal } from '../../money/decimal';
import type { PaperLanguage } from './words';

const LOCALES: Record<PaperLanguage, string> = { pl: 'pl-PL', en: 'en-GB', de: 'de-DE' };
const DAYS: Record<PaperLanguage, Intl.DateTimeFormatOptions> = {
  pl: { day: '2-digit', month: '2-digit', year: 'numeric' },
  en: { day: 'numeric', month: 'short', year: 'numeric' },
  de: { day: '2-digit', month: '2-digit', year: 'numeric' },
};
const MOST_PLACES = 8;

const numbers = new Map<string, Intl.NumberFormat>();
const days = new Map<string, Intl.DateTimeFormat>();
const countries = new Map<string, Intl.DisplayNames>();

/** A number as its language writes it, with at least so many places and no zeros behind them. */
export function writtenNumber(amount: Decimal, language: PaperLanguage, places = 0): string {
  const shown = Math.max(places, Math.min(amount.decimalPlaces(), MOST_PLACES));
  const key = `${language} ${shown}`;
  let format = numbers.get(key);
  if (!format)
    numbers.set(
      key,
      (format = new Intl.NumberFormat(LOCALES[language], {
        useGrouping: 'always',
        minimumFractionDigits: shown,
        maximumFractionDigits: shown,
      } as never)),
    );
  return format.format(amount.toFixed(shown) as never);
}

/** An amount of money without its currency: '1 234,50', '1,234.50', '1.234,50'. */
export function writtenAmount(amount: Decimal, language: PaperLanguage): string {
  return writtenNumber(amount, language, 2);
}

/** An amount of money: '1 234,50 PLN'. Documents say the code, which stands in every language. */
export function writtenSum(amount: Decimal, currency: string, language: PaperLanguage): string {
  return `${writtenAmount(amount, language)}\u00a0${currency.trim()}`;
}

/** A calendar day (YYYY-MM-DD): '24.11.2026', '24 Nov 2026'. */
export function writtenDate(on: string, language: PaperLanguage): string {
  let format = days.get(language);
  if (!format) days.set(language, (format = new Intl.DateTimeFormat(LOCALES[language], { ...DAYS[language], timeZone: 'UTC' })));
  return format.format(new Date(`${on}T00:00:00Z`));
}

/** A country's name; its code where it has none. @param code ISO 3166 */
export function writtenCountry(code: string, language: PaperLanguage): string {
  let names = countries.get(language);
  if (!names) countries.set(language, (names = new Intl.DisplayNames(LOCALES[language], { type: 'region' })));
  return /^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code;
}
