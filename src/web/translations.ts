import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import type { SentenceValues } from '../broken-rule';
import { VIEWS } from './folders';

/** The languages that every text is in (R115). */
export const LANGUAGES = ['pl', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Formatters of dates and numbers are dear to make, so all sentences share them. */
const shared = new Map<string, unknown>();
function kept<F>(make: new (locale?: string | string[], options?: object) => F) {
  return (locale?: string | string[], options?: object) => {
    const key = JSON.stringify([make.name, locale, options]);
    if (!shared.has(key)) shared.set(key, new make(locale, options));
    return shared.get(key) as F;
  };
}
const formatters = {
  getNumberFormat: kept(Intl.NumberFormat),
  getDateTimeFormat: kept(Intl.DateTimeFormat),
  getPluralRules: kept(Intl.PluralRules),
};

const sentences = new Map(LANGUAGES.map((language) => [language, readTexts(language)]));
const formats = new Map<string, IntlMessageFormat>();

/** All texts of a language, from every file of its folder, by key. */
export function readTexts(language: Language): Record<string, string> {
  const folder = join(VIEWS, 'translations', language);
  return Object.assign({}, ...readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8'))));
}

/** Whether a text is the code of one of them. */
export function isLanguage(text: unknown): text is Language {
  return LANGUAGES.includes(text as Language);
}

/**
 * The sentence of a key in a language, filled with values (ICU message format; nothing is escaped here).
 * @throws Error for a key that is in no file, or a value that is missing
 */
export function translate(language: Language, key: string, values: SentenceValues = {}): string {
  const text = sentences.get(language)?.[key];
  if (text === undefined) throw new Error(`No text "${key}" in ${language}`);
  if (!/[{']/.test(text)) return text; // most say the same whatever the values
  const known = `${language} ${key}`;
  let format = formats.get(known);
  if (!format)
    formats.set(known, (format = new IntlMessageFormat(text, language, undefined, { formatters, ignoreTag: true } as never)));
  return String(format.format(values));
}

/** Whether a language has a text of this key. */
export function hasText(language: Language, key: string) {
  return sentences.get(language)?.[key] !== undefined;
}
