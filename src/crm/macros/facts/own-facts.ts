import { Decimal } from '../../../money/decimal';
import type { OwnField, OwnType } from '../../../own-fields/own-field.entity';
import type { Fact, Facts, FieldType } from '../conditions';
import type { FactField } from '../macro-facts.service';

const TYPES: Record<OwnType, FieldType> = {
  text: 'text',
  long_text: 'text',
  integer: 'number',
  decimal: 'number',
  checkbox: 'flag',
  date: 'day',
  datetime: 'day',
};

/** Own fields of a record as fields of conditions; restricted ones are kept apart and no macro reads them (R16). */
export function ownFieldsOf(fields: OwnField[]): FactField[] {
  return open(fields).map(({ record, key, name, type }) => ({ key: `${record}.own.${key}`, label: name, type: TYPES[type] }));
}

/** What a record's own fields hold. @param own their values by key, as the record keeps them */
export function ownFactsOf(fields: OwnField[], own: Record<string, unknown>): Facts {
  return Object.fromEntries(open(fields).map((field) => [`${field.record}.own.${field.key}`, factOf(field, own[field.key])]));
}

function factOf({ type }: OwnField, value: unknown): Fact {
  if (type === 'checkbox') return value === true;
  if (value === undefined || value === null) return null;
  if (TYPES[type] === 'number') return new Decimal(String(value));
  return type === 'datetime' ? String(value).slice(0, 10) : String(value);
}

function open(fields: OwnField[]) {
  return fields.filter(({ restricted }) => !restricted);
}
