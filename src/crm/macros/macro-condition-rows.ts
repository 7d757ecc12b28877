import { say } from '../../web/say';
import { COMPARISONS_OF, type Comparison, WITHOUT_VALUE } from './conditions';
import type { Subject } from './happening-kinds';
import type { Row } from './macro.input';
import type { FactField } from './macro-facts.service';
import { ticksOf } from './macro-saying';

function grouped(fields: FactField[], about: Subject[]) {
  const groups = about.map((subject) => ({
    label: say(`macros.group.${subject}`),
    options: fields
      .filter(({ key }) => key.startsWith(`${subject}.`))
      .map(({ key, label }) => ({ value: key, label: `${say(`macros.group.${subject}`)}: ${label}` })),
  }));
  return groups.filter(({ options }) => options.length);
}

/**
 * A field that was chosen and is gone stays chosen, so that it is seen, and refused when the form is saved: with its condition dropped, or another
 * day in its place, the macro would follow what it should not.
 */
function goneOf(chosen: string | undefined, fields: FactField[]) {
  if (!chosen || fields.some(({ key }) => key === chosen)) return [];
  const label = say('macros.field.gone', { field: chosen.split('.').at(-1)! });
  return [{ label, options: [{ value: chosen, label }] }];
}

/** The fields that hold a day, by their record, with the chosen one though it is gone. */
export function dayFieldsOf(fields: FactField[], about: Subject[], chosen: string) {
  const days = fields.filter(({ type }) => type === 'day');
  return [...goneOf(chosen, days), ...grouped(days, about)];
}

/** One condition: which comparisons its field allows, and in what its value is typed. */
export function conditionRow(row: Row, fields: FactField[], about: Subject[]) {
  const field = fields.find(({ key }) => key === row.field);
  const offered: readonly Comparison[] = field ? COMPARISONS_OF[field.type] : [];
  const is = offered.find((each) => each === row.is) ?? offered[0] ?? '';
  const flag = ['true', 'false'].map((value) => ({ value, label: say(`macros.flag.${value}`) }));
  const options: FactField['options'] | null = field?.type === 'flag' ? flag : (field?.options ?? null);
  const ticked = ticksOf(row, 'value');
  return {
    ...{ field: row.field ?? '', is, value: row.value ?? '' },
    fields: [...goneOf(row.field, fields), ...grouped(fields, about)],
    comparisons: offered.map((value) => ({
      value,
      label: say(`macros.is.${field?.type === 'day' && hasDayWords(value) ? `day_${value}` : value}`),
    })),
    asked:
      field && !WITHOUT_VALUE.includes(is as Comparison)
        ? options
          ? is === 'one_of'
            ? 'ticks'
            : 'choice'
          : field.type === 'day'
            ? 'day'
            : 'text'
        : null,
    numeric: field?.type === 'amount' || field?.type === 'number',
    options: (options ?? []).map((option) => ({ ...option, checked: ticked.includes(option.value) })),
    hint: !options && is === 'one_of' ? say('macros.one_of.hint') : null,
  };
}

function hasDayWords(is: string) {
  return is === 'greater' || is === 'less';
}
