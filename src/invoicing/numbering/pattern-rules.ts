import { BrokenRule } from '../../broken-rule';
import { isPatternError, type NumberPattern, parsePattern } from './pattern';

/** A pattern by which a family's documents are numbered now; the account's own has no department. */
export interface PatternInForce {
  family: string;
  pattern: string;
  department: { id: number; name: string; mark: string | null } | null;
}

/** Numbers of this family may begin with the counter itself; every other one keeps a prefix of its own (R96). */
const UNMARKED = 'vat';

/**
 * Whether documents may be numbered by this pattern beside the others (R96).
 * @param field where the form shows what is wrong
 * @throws BrokenRule when it numbers nothing, lacks its department's mark, or its numbers would look like those of another series
 */
export function refuseUnfit(wanted: PatternInForce, others: PatternInForce[], field: string): NumberPattern {
  const pattern = parsePattern(wanted.pattern);
  if (isPatternError(pattern)) throw new BrokenRule(`pattern_${pattern}`, {}, field);
  refuseWithoutMark(wanted, field);
  const twin = others.find((other) => other.family === wanted.family && isAlike(other.pattern, wanted.pattern));
  if (twin)
    throw new BrokenRule(
      'pattern_taken',
      { shared: twin.department ? 'no' : 'yes', department: twin.department?.name ?? '' },
      field,
    );
  const prefix = prefixOf(pattern);
  if (wanted.family !== UNMARKED && !/\p{L}/u.test(prefix)) throw new BrokenRule('pattern_no_prefix', {}, field);
  const taken = others.some((other) => other.family !== wanted.family && prefix !== '' && prefixOf(other.pattern) === prefix);
  if (taken) throw new BrokenRule('pattern_prefix_taken', { prefix: prefixAsTyped(pattern) }, field);
  return pattern;
}

/** Whether the mark stands in the pattern as a word of its own: WAW is in FV/WAW/nr, not in FV/WAW2/nr. */
export function saysMark(pattern: string, mark: string): boolean {
  return new RegExp(`(?<![A-Z0-9])${mark}(?![A-Z0-9])`).test(pattern);
}

function refuseWithoutMark({ pattern, department }: PatternInForce, field: string) {
  if (!department) return;
  const { name, mark } = department;
  if (!mark) throw new BrokenRule('pattern_without_mark', { name }, field);
  if (!saysMark(pattern, mark)) throw new BrokenRule('pattern_lacks_mark', { mark }, field);
}

/** Two patterns that differ in nothing but what restarts them give the same numbers. */
function isAlike(one: string, other: string) {
  const written = (pattern: string) => pattern.replace(/nr-[md]/g, 'nr');
  return written(one) === written(other);
}

/** What tells a family's numbers apart: letters and digits before the first token, so that PRO/ and PRO- are the same. */
function prefixOf(pattern: NumberPattern | string) {
  return prefixAsTyped(pattern)
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();
}

function prefixAsTyped(pattern: NumberPattern | string): string {
  const parsed = typeof pattern === 'string' ? parsePattern(pattern) : pattern;
  const [first] = isPatternError(parsed) ? [] : parsed.parts;
  return first?.kind === 'text' ? first.text : '';
}
