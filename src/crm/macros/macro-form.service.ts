import { Injectable } from '@nestjs/common';
import type { Request } from '../../web/http';
import { say } from '../../web/say';
import { GROUPS } from '../variables/variables';
import { aboutOf, HAPPENINGS, type HappeningKind, type Subject } from './happening-kinds';
import { DELAY_UNITS, type Row } from './macro.input';
import { type ActionField, MacroActions } from './macro-actions.service';
import { conditionRow, dayFieldsOf } from './macro-condition-rows';
import { fieldsAbout, MacroFacts } from './macro-facts.service';
import { type Lists, MacroLists } from './macro-lists.service';
import { ticksOf } from './macro-saying';
import { type MacroValues, sentOf } from './macro-values';

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
    const values = body ? sentOf(initial, body) : initial;
    const kind = (Object.hasOwn(HAPPENINGS, values.happening) ? values.happening : 'sale_completed') as HappeningKind;
    const { about: dates, days, dated } = aboutOf(kind);
    const { about } = aboutOf(kind, values.dateField);
    const known = await this.facts.fieldsOf(dates);
    const fields = fieldsAbout(about, known);
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

interface Option {
  value: string;
  label: string;
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
