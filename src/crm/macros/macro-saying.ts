import { BrokenRule } from '../../broken-rule';
import { isCalendarDay } from '../../clock';
import { parseAmount } from '../../money/parse-amount';
import { COMPARISONS_OF, type Comparison, type Condition, WITHOUT_VALUE } from './conditions';
import type { ActionSaid } from './macro.entity';
import type { Row } from './macro.input';
import type { ActionField, Typed } from './macro-actions.service';
import type { FactField } from './macro-facts.service';

/** The conditions that rows of the form say; rows without a field are left out. @throws BrokenRule at the row's field that cannot be taken */
export function conditionsOf(rows: Row[], fields: FactField[]): Condition[] {
  return rows.flatMap((row, at) => (row.field ? conditionOf(row, at, fields) : []));
}

function conditionOf(row: Row, at: number, fields: FactField[]): Condition {
  const field = fields.find(({ key }) => key === row.field);
  if (!field) throw new BrokenRule('macro_field_unknown', {}, `conditions.${at}.field`);
  const is = row.is as Comparison;
  if (!COMPARISONS_OF[field.type].includes(is)) throw new BrokenRule('macro_comparison', {}, `conditions.${at}.is`);
  return { field: field.key, is, values: WITHOUT_VALUE.includes(is) ? [] : valuesOf(row, field, is, `conditions.${at}.value`) };
}

function valuesOf(row: Row, { type, options }: FactField, is: Comparison, at: string): string[] {
  if (options && is === 'one_of') return chosen(ticksOf(row, 'value'), options, at);
  const value = (row.value ?? '').trim();
  if (!value) throw new BrokenRule('macro_field_missing', {}, at);
  if (options) return chosen([value], options, at);
  if (type === 'flag') return [value === 'true' ? 'true' : 'false'];
  if (type === 'day') return [day(value, at)];
  if (type === 'amount' || type === 'number') return [amount(value, at)];
  return is === 'one_of' ? value.split(',').flatMap((each) => each.trim() || []) : [value];
}

/** Something that was there when it was chosen may be gone: a stage, a person who left. */
function chosen(values: string[], options: { value: string }[], at: string): string[] {
  if (!values.length) throw new BrokenRule('macro_field_missing', {}, at);
  if (values.some((value) => !options.some((option) => option.value === value)))
    throw new BrokenRule('macro_choice_gone', {}, at);
  return values;
}

function day(typed: string, at: string) {
  if (!isCalendarDay(typed)) throw new BrokenRule('macro_day', {}, at);
  return typed;
}

function amount(typed: string, at: string) {
  const read = parseAmount(typed);
  if (!read) throw new BrokenRule('macro_amount', {}, at);
  return read.toFixed();
}

/** A condition as a row of the form. */
export function rowOfCondition({ field, is, values }: Condition): Row {
  const ticks = Object.fromEntries(values.map((value) => [`value:${value}`, 'on']));
  return { field, is, value: values.join(', '), ...(is === 'one_of' && ticks) };
}

/** What a row of the form says of an action. */
export function typedOf(row: Row, fields: ActionField[]): Typed {
  return Object.fromEntries(
    fields.map(({ name, type }) => [
      name,
      type === 'choices' ? ticksOf(row, name) : row[name]?.trim().replace(/\r\n?/g, '\n') || null,
    ]),
  );
}

/** An action as a row of the form. */
export function rowOfAction({ id, name, said }: ActionSaid): Row {
  const columns = Object.entries(said).flatMap(([field, value]) =>
    Array.isArray(value) ? value.map((each) => [`${field}:${each}`, 'on']) : [[field, value ?? '']],
  );
  return { id, name, ...Object.fromEntries(columns.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** The values of a field that are ticked: columns 'to:user:1000' of the field 'to'. */
export function ticksOf(row: Row, field: string): string[] {
  return Object.keys(row).flatMap((column) => (column.startsWith(`${field}:`) ? column.slice(field.length + 1) : []));
}
