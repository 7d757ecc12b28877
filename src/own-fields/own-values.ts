import { isCalendarDay } from '../clock';
import { parseAmount } from '../money/parse-amount';
import { written, writtenDay } from '../web/formats';
import { BROKEN } from '../web/input';
import type { InvalidField } from '../web/input.pipe';
import { type Language, translate } from '../web/translations';
import type { OwnType } from './own-field.entity';

/** What a field holds: decimals as texts with a point, a date and time as the account's wall clock says it ('2026-11-24T12:30'). */
export type OwnValue = string | number | true;
/** Values by key, as a record keeps them; an empty field has none. */
export type Own = Record<string, OwnValue>;

/** What is wrong with what was typed. */
export type Wrong = Pick<InvalidField, 'key' | 'values'>;

const LONGEST: Partial<Record<OwnType, number>> = { text: 255, long_text: 20_000 };
/** Decimal places that are kept, and the first number that is too large. */
const PLACES = 8;
const TOO_LARGE = '1e15';

/** The value that a person typed; null for an empty field. @returns what is wrong with it */
export function readOwn(type: OwnType, typed: string): { value: OwnValue | null } | { wrong: Wrong } {
  const text = typed.trim().replace(/\r\n?/g, '\n');
  if (type === 'checkbox') return { value: ['1', 'on', 'true', 'yes'].includes(text) || null };
  if (text === '') return { value: null };
  if (type === 'integer' || type === 'decimal') return readNumber(text, type === 'integer' ? 0 : PLACES);
  if (type === 'date') return isDay(text) ? { value: text } : { wrong: { key: 'day', values: {} } };
  if (type === 'datetime') return readInstant(text);
  const max = LONGEST[type]!;
  if (text.length > max) return { wrong: { key: 'text_too_long', values: { max } } };
  if (BROKEN.test(text)) return { wrong: { key: 'characters', values: {} } };
  return { value: type === 'text' ? text.replace(/\s+/g, ' ') : text };
}

/** What stands in the form's field. */
export function typedOwn(type: OwnType, value: OwnValue | null | undefined, language: Language): string {
  if (value === null || value === undefined) return '';
  const text = String(value);
  return type === 'decimal' && language === 'pl' ? text.replace('.', ',') : text;
}

/** The value for people, in their language. */
export function writtenOwn(type: OwnType, value: OwnValue, language: Language): string {
  const text = String(value);
  if (type === 'checkbox') return translate(language, 'history.true');
  if (type === 'integer') return written(text, language, 0);
  if (type === 'decimal') return written(text, language, text.split('.')[1]?.length ?? 0);
  if (type === 'date') return writtenDay(text, language);
  if (type === 'datetime') return `${writtenDay(text.slice(0, 10), language)}, ${text.slice(11)}`;
  return text;
}

function readNumber(text: string, places: number): { value: OwnValue } | { wrong: Wrong } {
  const number = parseAmount(text);
  if (!number) return { wrong: { key: places ? 'amount' : 'whole', values: {} } };
  if (number.decimalPlaces() > places)
    return { wrong: places ? { key: 'amount_places', values: { places } } : { key: 'whole', values: {} } };
  if (number.abs().gte(TOO_LARGE)) return { wrong: { key: 'own_too_large', values: {} } };
  return { value: places ? number.toFixed() : number.toNumber() };
}

function readInstant(text: string): { value: OwnValue } | { wrong: Wrong } {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)[T ]((?:[01]\d|2[0-3]):[0-5]\d)(?::\d\d)?$/.exec(text) ?? [];
  return day && isDay(day) ? { value: `${day}T${time}` } : { wrong: { key: 'own_datetime', values: {} } };
}

function isDay(text: string) {
  return isCalendarDay(text) && text >= '2000-01-01' && text <= '2100-12-31';
}
