/** How often a series begins again at 1. */
export type Restart = 'year' | 'month' | 'day';

/** Why a pattern cannot number documents: no counter, more than one, a token that does not exist, or numbers that would come again. */
export type PatternError = 'no_counter' | 'two_counters' | 'unknown_token' | 'repeating';

type Part = { kind: 'text'; text: string } | { kind: 'date'; token: DateToken } | { kind: 'counter'; restart: Restart };
type DateToken = 'yyyy' | 'yy' | 'mm' | 'dd';

/** A pattern of document numbers that works; made by parsePattern. */
export interface NumberPattern {
  /** As typed, without spaces at its ends. */
  text: string;
  restart: Restart;
  parts: Part[];
}

const RESTARTS: Record<string, Restart> = { nr: 'year', 'nr-m': 'month', 'nr-d': 'day' };
// Small letters that are nothing but tokens; a capital or a digit may touch them ('Pnr-m/mm/yyyy'), another small letter may not ('order').
// A run of y is a token at two and four only: each run can be read in one way, so that no text takes long to refuse.
const WORDS = '(?:yyyy(?!y)|yy(?!y)|mm|dd|nr)';
const TOKENS = new RegExp(`(?<!\\p{Ll})(?:${WORDS}*nr-[md]|${WORDS}+)(?!\\p{Ll})`, 'gu');
const TOKEN = /nr-[md]|nr|yyyy|yy|mm|dd/g;
// What people write for a token that there is none of: 'nr-y', 'nr-r', 'y', 'yyy', 'm', 'rrrr', 'd'.
const LIKE_A_TOKEN = /(?<!\p{Ll})(?:y+|m+|d+|rr+)(?!\p{Ll})/u;
const UNKNOWN_COUNTER = /^-\p{Ll}(?!\p{L})/u;
const LONGEST_COUNTER = 9;

/** Reads a pattern like 'FV/nr-m/mm/yyyy' (R96), or says why it cannot number documents. */
export function parsePattern(typed: string): NumberPattern | PatternError {
  const text = typed.trim();
  const parts = partsOf(text);
  const counters = parts.filter((part) => part.kind === 'counter');
  if (counters.length > 1) return 'two_counters';
  if (hasUnknownToken(parts)) return 'unknown_token';
  if (counters.length === 0) return 'no_counter';
  const [{ restart }] = counters;
  return repeats(parts, restart) ? 'repeating' : { text, restart, parts };
}

/** Whether parsePattern refused. */
export function isPatternError(result: NumberPattern | PatternError): result is PatternError {
  return typeof result === 'string';
}

/** The number of a document: `formatNumber(pattern, 7, '2026-11-24')` is 'FV/7/11/2026'. */
export function formatNumber(pattern: NumberPattern, counter: number, day: string): string {
  return pattern.parts.map((part) => (part.kind === 'counter' ? String(counter) : fixedText(part, day))).join('');
}

/** The period in which the counter runs on that day: '2026', '2026-11' or '2026-11-24'. */
export function periodOf(pattern: NumberPattern, day: string): string {
  return day.slice(0, { year: 4, month: 7, day: 10 }[pattern.restart]);
}

/**
 * The counter in a number that a person typed for a document of that day, so that the series goes on after it (R96);
 * null when the number does not follow the pattern or its dates are not that day's.
 */
export function readNumber(pattern: NumberPattern, number: string, day: string): number | null {
  const [before, after] = aroundCounter(pattern, day);
  const typed = number.trim();
  if (typed.length <= before.length + after.length || !typed.startsWith(before) || !typed.endsWith(after)) return null;
  const digits = typed.slice(before.length, typed.length - after.length);
  const counter = /^\d+$/.test(digits) && digits.length <= LONGEST_COUNTER ? Number(digits) : 0;
  return counter > 0 ? counter : null;
}

/** What stands before and after the counter in every number of that day. */
export function aroundCounter(pattern: NumberPattern, day: string): [before: string, after: string] {
  const place = pattern.parts.findIndex((part) => part.kind === 'counter');
  const text = (parts: Part[]) => parts.map((part) => fixedText(part, day)).join('');
  return [text(pattern.parts.slice(0, place)), text(pattern.parts.slice(place + 1))];
}

function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const run of text.matchAll(TOKENS)) {
    if (run.index > end) parts.push({ kind: 'text', text: text.slice(end, run.index) });
    for (const [token] of run[0].matchAll(TOKEN)) parts.push(partOf(token));
    end = run.index + run[0].length;
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
}

function partOf(token: string): Part {
  return token in RESTARTS ? { kind: 'counter', restart: RESTARTS[token] } : { kind: 'date', token: token as DateToken };
}

function hasUnknownToken(parts: Part[]): boolean {
  return parts.some(
    (part, place) =>
      part.kind === 'text' &&
      (LIKE_A_TOKEN.test(part.text) || (parts[place - 1]?.kind === 'counter' && UNKNOWN_COUNTER.test(part.text))),
  );
}

/** A counter that restarts more often than the dates in the number tell apart gives the same number twice. */
function repeats(parts: Part[], restart: Restart): boolean {
  const has = (...tokens: DateToken[]) => parts.some((part) => part.kind === 'date' && tokens.includes(part.token));
  const tellsYear = has('yyyy', 'yy');
  const tellsMonth = tellsYear && has('mm');
  return !{ year: tellsYear, month: tellsMonth, day: tellsMonth && has('dd') }[restart];
}

/** What stands in every number of that day. */
function fixedText(part: Part, day: string): string {
  if (part.kind === 'counter') return '';
  if (part.kind === 'text') return part.text;
  return { yyyy: day.slice(0, 4), yy: day.slice(2, 4), mm: day.slice(5, 7), dd: day.slice(8, 10) }[part.token];
}
