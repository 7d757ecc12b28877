import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VIEWS } from '../../web/folders';

/** The languages that documents are printed in (R101); other languages are stored, and printed in English. */
export const PAPER_LANGUAGES = ['pl', 'en', 'de'] as const;
export type PaperLanguage = (typeof PAPER_LANGUAGES)[number];

/** A printed text in the document's language, or in both of a pair. */
export type Label = string[];

/** Where the template and its words are: views/invoicing/paper. */
export const PAPER_VIEWS = join(VIEWS, 'invoicing', 'paper');

const words = new Map(PAPER_LANGUAGES.map((language) => [language, readWords(language)]));

/** All printed words of a language, by key. */
export function readWords(language: PaperLanguage): Record<string, string> {
  return JSON.parse(readFileSync(join(PAPER_VIEWS, `${language}.json`), 'utf8'));
}

/** What a document of this language ('pl', 'pl/en') is printed in: one language or two, the first being that of its figures. */
export function languagesOf(language: string): PaperLanguage[] {
  const known = (code: string) => PAPER_LANGUAGES.find((one) => one === code) ?? 'en';
  return [...new Set(language.split('/').map(known))];
}

/** A word of the paper. @throws Error for a key that has none */
export function word(language: PaperLanguage, key: string): string {
  const text = words.get(language)![key];
  if (text === undefined) throw new Error(`No printed word "${key}" in ${language}`);
  return text;
}

/** The same in each of some languages; where both say the same, once. */
export function label(languages: PaperLanguage[], key: string): Label {
  return [...new Set(languages.map((language) => word(language, key)))];
}
