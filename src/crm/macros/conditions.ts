import { Decimal } from '../../money/decimal';

/** What a field holds; decides which comparisons are offered and how they are made. */
export type FieldType = 'text' | 'list' | 'choice' | 'amount' | 'number' | 'day' | 'flag';
/** What is known of a record's field. Amounts and numbers are Decimals, days 'YYYY-MM-DD', choices their codes or ids as texts. */
export type Fact = string | string[] | Decimal | boolean | null;
/** By field, as 'deal.stage'. */
export type Facts = Record<string, Fact>;

/** How a field is compared, in the order in which it is offered. Its words are the translations `macros.is.<code>`. */
export const COMPARISONS = [
  'is',
  'is_not',
  'contains',
  'not_contains',
  'starts_with',
  'greater',
  'less',
  'one_of',
  'empty',
  'filled',
] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** Comparisons that ask no value. */
export const WITHOUT_VALUE: readonly Comparison[] = ['empty', 'filled'];

export const COMPARISONS_OF: Record<FieldType, readonly Comparison[]> = {
  text: ['is', 'is_not', 'contains', 'not_contains', 'starts_with', 'one_of', 'empty', 'filled'],
  list: ['contains', 'not_contains', 'one_of', 'empty', 'filled'],
  choice: ['is', 'is_not', 'one_of', 'empty', 'filled'],
  amount: ['is', 'is_not', 'greater', 'less', 'empty', 'filled'],
  number: ['is', 'is_not', 'greater', 'less', 'empty', 'filled'],
  day: ['is', 'is_not', 'greater', 'less', 'empty', 'filled'],
  flag: ['is'],
};

/** One condition of a macro: a field, how it is compared and with what; several values only for `one_of`. */
export interface Condition {
  field: string;
  is: Comparison;
  values: string[];
}

/**
 * Whether all, or any, of the conditions are met (R78); without conditions always.
 * @throws UnknownField when nobody knows a field any more
 */
export function met(conditions: Condition[], match: 'all' | 'any', facts: Facts): boolean {
  if (!conditions.length) return true;
  const answers = conditions.map((condition) => holds(condition, facts));
  return match === 'all' ? answers.every(Boolean) : answers.some(Boolean);
}

/** A condition asks of a field that nobody knows: an own field that was removed, or a record that is not there. */
export class UnknownField extends Error {
  constructor(readonly field: string) {
    super(field);
  }
}

/** Whether one condition is met. What is not known is empty: equal to nothing, neither greater nor less. @throws UnknownField */
export function holds({ field, is, values }: Condition, facts: Facts): boolean {
  if (!Object.hasOwn(facts, field)) throw new UnknownField(field);
  const fact = facts[field];
  if (is === 'empty') return isEmpty(fact);
  if (is === 'filled') return !isEmpty(fact);
  if (is === 'is_not') return !values.some((value) => equals(fact, value));
  if (is === 'not_contains') return !values.some((value) => contains(fact, value));
  if (isEmpty(fact)) return false;
  return values.some((value) => compared(fact, is, value));
}

function compared(fact: Fact, is: Comparison, value: string): boolean {
  switch (is) {
    case 'contains':
      return contains(fact, value);
    case 'starts_with':
      return folded(String(fact)).startsWith(folded(value));
    case 'greater':
      return Decimal.isDecimal(fact) ? (fact as Decimal).gt(value) : String(fact) > value;
    case 'less':
      return Decimal.isDecimal(fact) ? (fact as Decimal).lt(value) : String(fact) < value;
    default:
      return equals(fact, value);
  }
}

function equals(fact: Fact, value: string): boolean {
  if (Decimal.isDecimal(fact)) return (fact as Decimal).eq(value);
  if (Array.isArray(fact)) return fact.some((each) => folded(each) === folded(value));
  return fact !== null && folded(String(fact)) === folded(value);
}

/** A part of a text, or one of a list. */
function contains(fact: Fact, value: string): boolean {
  return Array.isArray(fact) ? equals(fact, value) : folded(String(fact ?? '')).includes(folded(value));
}

function isEmpty(fact: Fact) {
  return fact === null || fact === '' || (Array.isArray(fact) && !fact.length);
}

/** Case is ignored (R78), and how often a space was pressed; signs of Polish are not. */
function folded(text: string) {
  return text.trim().replace(/\s+/g, ' ').toLocaleLowerCase('pl');
}
