import { Injectable } from '@nestjs/common';
import type { Request } from '../../web/http';
import { openedOf } from '../../web/merging';
import { say } from '../../web/say';
import { GROUPS } from '../variables/variables';
import { COMPARISONS_OF, type Comparison, WITHOUT_VALUE } from './conditions';
import { aboutOf, HAPPENINGS, type HappeningKind, type Subject } from './happening-kinds';
import type { Macro } from './macro.entity';
import { DELAY_UNITS, type Row } from './macro.input';
import { type ActionField, MacroActions } from './macro-actions.service';
import { type FactField, MacroFacts } from './macro-facts.service';
import { type Lists, MacroLists } from './macro-lists.service';
import { rowOfAction, rowOfCondition, ticksOf } from './macro-saying';
import { inRows, sayingOf } from './macros.service';

/** What stands in the form of a macro. */
export interface MacroValues {
  name: string;
  happening: string;
  days: string;
  dateField: string;
  match: string;
  delay: string;
  delayUnit: string;
  opened: string;
  conditions: Row[];
  actions: Row[];
}

interface Option {
  value: string;
  label: string;
}

/** The form "When – If – Then": what it offers depends on what it says already, so it is made anew for each answer. */
@Injectable()
export class MacroForm {
  constructor(
    private readonly facts: MacroFacts,
    private readonly actions: MacroActions,
    private readonly lists: MacroLists,
  ) {}

  /** The form with these values, or with what was sent of it and the rows that a button added or took away. */
  async of(initial: MacroValues, { body }: Request) {
    const values = body
      ? changed({ ...initial, ...body, conditions: rowsIn(body.conditions), actions: rowsIn(body.actions) }, body)
      : initial;
    const kind = (values.happening in HAPPENINGS ? values.happening : 'sale_completed') as HappeningKind;
    const { about: dates, days, dated } = aboutOf(kind);
    const { about } = aboutOf(kind, values.dateField);
    const known = await this.facts.fieldsOf(dates);
    const fields = known.filter(({ key }) => about.some((subject) => key.startsWith(`${subject}.`)));
    return {
      values,
      kinds: kindsByRecord(),
      asks: { days, dated, daysHint: days ? say(`macros.days.${dated ? 'dated' : kind}`) : null },
      dayFields: dayFieldsOf(known, dates, dated ? values.dateField : ''),
      conditions: values.conditions.map((row) => conditionRow(row, fields, about)),
      actions: await this.actionRows(values.actions, about),
      delayUnits: Object.keys(DELAY_UNITS).map((value) => ({ value, label: say(`macros.delay.${value}`) })),
      matches: ['all', 'any'].map((value) => ({ value, label: say(`macros.match.${value}`) })),
      variables: variablesOf(about, (await this.lists.of()).own),
    };
  }

  private async actionRows(rows: Row[], about: Subject[]) {
    const offered = this.actions.of(about);
    const options = offered.map(({ name }) => ({ value: name, label: say(`macros.then.${name}`) }));
    const shown: object[] = [];
    for (const row of rows) {
      const action = offered.find(({ name }) => name === row.name)?.action;
      const fields = action ? await action.fields(row, about) : [];
      shown.push({
        id: row.id ?? '',
        name: action ? row.name : '',
        options,
        fields: fields.map((field) => actionField(field, row)),
      });
    }
    return shown;
  }
}

/** An empty form, of the first thing that people ask for. */
export const BLANK: MacroValues = {
  ...{
    name: '',
    happening: 'sale_completed',
    days: '',
    dateField: '',
    match: 'all',
    delay: '',
    delayUnit: 'minutes',
    opened: '',
  },
  ...{ conditions: [], actions: [{ name: 'notify' }] },
};

/** The form of a macro as it is. */
export function valuesOf(macro: Macro): MacroValues {
  const { delayMinutes } = macro;
  const unit = (['days', 'hours', 'minutes'] as const).find((each) => delayMinutes % DELAY_UNITS[each] === 0)!;
  return {
    ...{ name: macro.name, happening: macro.happening, days: String(macro.days ?? ''), dateField: macro.dateField ?? '' },
    ...{ match: macro.match, delay: delayMinutes ? String(delayMinutes / DELAY_UNITS[unit]) : '' },
    ...{ delayUnit: delayMinutes ? unit : 'minutes', opened: openedOf(inRows(sayingOf(macro))) },
    conditions: macro.conditions.map(rowOfCondition),
    actions: macro.actions.map(rowOfAction),
  };
}

/** Kinds of happening by what they happen to. */
function kindsByRecord() {
  const groups = new Map<Subject, Option[]>();
  for (const kind of Object.keys(HAPPENINGS) as HappeningKind[]) {
    const [subject] = aboutOf(kind).about;
    groups.set(subject, [...(groups.get(subject) ?? []), { value: kind, label: say(`macros.when.${kind}`) }]);
  }
  return [...groups].map(([subject, options]) => ({ label: say(`macros.group.${subject}`), options }));
}

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

function dayFieldsOf(fields: FactField[], about: Subject[], chosen: string) {
  const days = fields.filter(({ type }) => type === 'day');
  return [...goneOf(chosen, days), ...grouped(days, about)];
}

/** One condition: which comparisons its field allows, and in what its value is typed. */
function conditionRow(row: Row, fields: FactField[], about: Subject[]) {
  const field = fields.find(({ key }) => key === row.field);
  const offered: readonly Comparison[] = field ? COMPARISONS_OF[field.type] : [];
  const is = offered.find((each) => each === row.is) ?? offered[0] ?? '';
  const flag = ['true', 'false'].map((value) => ({ value, label: say(`macros.flag.${value}`) }));
  const options: Option[] | null = field?.type === 'flag' ? flag : (field?.options ?? null);
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

/** A field of an action with what was typed; what was chosen and is gone stays shown, so that it can be seen and taken away. */
function actionField({ name, label, type, options = [], hint, required = false, decides = false }: ActionField, row: Row) {
  const ticked = ticksOf(row, name);
  const value = row[name] ?? '';
  const gone = type === 'choices' ? ticked.filter((each) => !options.some((option) => option.value === each)) : [];
  const lost = type === 'choice' && value && !options.some((option) => option.value === value) ? [value] : [];
  const named = [...gone, ...lost].map((each) => ({ value: each, label: say('macros.people.gone') }));
  return {
    ...{ name, label, type, value, hint: hint ?? null, required, decides },
    options: [...options, ...named].map((option) => ({ ...option, checked: ticked.includes(option.value) })),
  };
}

/** What texts may name: CRM's variables, and own fields that are not restricted (R16). */
function variablesOf(about: Subject[], own: Lists['own']) {
  const groups = Object.entries(GROUPS).filter(([group]) => group !== 'deal' || about.includes('deal'));
  return groups.map(([group, names]) => {
    const added = (group === 'deal' || group === 'client' ? own[group] : []).filter(({ restricted }) => !restricted);
    return {
      label: say(`crm_variables.group.${group}`),
      variables: [
        ...names.map((name) => ({ name: `{{${name}}}`, label: say(`crm_variables.${name}`) })),
        ...added.map(({ key, name }) => ({ name: `{{${group}.own.${key}}}`, label: name })),
      ],
    };
  });
}

/** Adds or takes away the row that the pressed button names; what is shown again is then as many rows. */
function changed(values: MacroValues, body: Record<string, unknown>): MacroValues {
  const next = String(body.next ?? '');
  const drop = /^drop-(condition|action)-(\d{1,3})$/.exec(next);
  if (next === 'condition') values.conditions.push({});
  if (next === 'action') values.actions.push({});
  if (drop) values[drop[1] === 'condition' ? 'conditions' : 'actions'].splice(Number(drop[2]), 1);
  Object.assign(body, { conditions: values.conditions, actions: values.actions });
  return values;
}

function rowsIn(sent: unknown): Row[] {
  const texts = (row: unknown) =>
    Object.fromEntries(Object.entries(Object(row)).filter(([, value]) => typeof value === 'string')) as Row;
  return Object.values(Object(sent)).slice(0, 50).map(texts);
}
