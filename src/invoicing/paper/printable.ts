/** Words that no column has room for: they may be broken anywhere. */
const LONG_WORDS = /[^\s\u00a0]{29,}/gu;
/** Signs that print nothing, or turn around what stands beside them. */
const UNPRINTABLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2028\u2029\u2060-\u206f\ufeff\ufffe\uffff]/g;

/** A text as it can be printed, whatever somebody typed: lines end in \n, no control characters, no half characters, no word too long to break. */
export function printable(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replace(UNPRINTABLE, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(LONG_WORDS, (long) => [...long].join('\u200b'));
}

/** The same for every text within. */
export function allPrintable<Value>(value: Value): Value {
  if (typeof value === 'string') return printable(value) as Value;
  if (Array.isArray(value)) return value.map(allPrintable) as Value;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, allPrintable(one)])) as Value;
}
