import { Decimal } from '../money/decimal';
import { type InvalidField, InvalidInput } from './input.pipe';

/** A field that two people changed to different values; theirs is the record's now, as a text, empty for nothing. */
export interface Conflict {
  field: string;
  theirs: string;
}

/** How the record's fields stood when its form was opened, each as a text; the record is given as its input would hold it. */
export function openedOf(record: object): string {
  return JSON.stringify(textsOf(record));
}

/**
 * Two people's changes of one record, put together (R117). A field that was left as the form was opened takes what the record has now, a field
 * that only this person changed is theirs, and a field that both changed to different values is a conflict.
 *
 * A form of a record carries `<input type="hidden" name="opened" value="{{opened}}">` beside its fields; its edit action gives the page
 * `values: { opened: openedOf(current), … }`, its input has `@LongText({ max: 200_000 }) opened`, and its service says, once the record is locked:
 *
 *     const { input, conflicts } = merged(typed, typed.opened, current);
 *     if (conflicts.length) throw changedMeanwhile(conflicts, typed.opened, await this.history.lastWriter('deals', id));
 *
 * The form then comes back with what was typed and, at each such field, who changed it to what; saving again decides for what stands there.
 * @param typed the form's input
 * @param opened of the form; nothing or nonsense counts as a form that knew none of the fields, null as one that overwrites (code, not people)
 * @param current the record as that input would hold it, only the fields that take part
 */
export function merged<Input extends object>(typed: Input, opened: string | null, current: Partial<Input>) {
  const input = { ...typed };
  const conflicts: Conflict[] = [];
  if (opened === null) return { input, conflicts };
  const [before, mine, theirs] = [read(opened), textsOf(typed), textsOf(current)];
  for (const field of Object.keys(current) as (keyof Input & string)[]) {
    if (mine[field] === before[field]) input[field] = current[field]!;
    else if (theirs[field] !== before[field] && theirs[field] !== mine[field]) conflicts.push({ field, theirs: theirs[field] });
  }
  return { input, conflicts };
}

/**
 * What to throw then: the form again, with both versions of each field and `opened` knowing theirs, so that saving once more is a decision.
 * @param who wrote last
 * @param labels of values that are ids or codes, in people's words, by field
 */
export function changedMeanwhile(
  conflicts: Conflict[],
  opened: string | null,
  who: string,
  labels: Record<string, string | null> = {},
) {
  const known = { ...read(opened ?? ''), ...Object.fromEntries(conflicts.map(({ field, theirs }) => [field, theirs])) };
  const fields = conflicts.map(({ field, theirs }): InvalidField => {
    if (theirs === '') return { field, key: 'emptied_meanwhile', values: { who } };
    return { field, key: 'changed_meanwhile', values: { who, theirs: labels[field] ?? theirs } };
  });
  return new InvalidInput(fields, { opened: JSON.stringify(known) });
}

function textsOf(record: object): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([field, value]) => [field, textOf(value)]));
}

/** The same text for the same value, however it was typed: 1 234,5 and 1234.50, nothing and an empty text. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Decimal.isDecimal(value)) return value.toString();
  if (Array.isArray(value))
    return value.length ? JSON.stringify(value.map((item) => (isRow(item) ? textsOf(item) : textOf(item)))) : '';
  return String(value);
}

function isRow(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Decimal.isDecimal(value);
}

/** @returns nothing for what is not an object of texts */
function read(opened: string): Record<string, string> {
  try {
    const texts = JSON.parse(opened);
    return typeof texts === 'object' && texts !== null ? texts : {};
  } catch {
    return {};
  }
}
