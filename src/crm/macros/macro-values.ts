import { openedOf } from '../../web/merging';
import type { Macro } from './macro.entity';
import { DELAY_UNITS, type Row } from './macro.input';
import { rowOfAction, rowOfCondition } from './macro-saying';
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

/** The values with what was sent of the form, and with the rows that a button added or took away. */
export function sentOf(initial: MacroValues, body: Record<string, unknown>): MacroValues {
  return changed({ ...initial, ...body, conditions: rowsIn(body.conditions), actions: rowsIn(body.actions) }, body);
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
