import { Decimal } from '../money/decimal';
import { written, writtenDay, writtenUnitPrice } from '../web/formats';
import { hasText, type Language, translate } from '../web/translations';
import type { Currencies } from './currencies';
import type { Difference, HistoryRow } from './history-row';

/** Columns with these pictures of their own; every other change is an edit. */
const SIGNS: Record<string, string> = {
  made: 'plus',
  deleted: 'trash',
  removed: 'trash',
  restored: 'restore',
  archived: 'archive',
  unarchived: 'restore',
  issued: 'file-invoice',
  cancelled: 'ban',
  'stage_id.changed': 'layout-kanban',
  'lines.changed': 'list',
  'mirrored_name.changed': 'file-invoice',
  'counted_gross.changed': 'file-invoice',
};

/** Columns that hold money, in the currency of their record. */
const AMOUNTS = ['agreed_gross', 'counted_gross', 'net', 'gross', 'to_pay', 'paid', 'net_price', 'gross_price'];

/** What is said when a day or instant of a verb is taken away again. */
const UNDONE: Record<string, string> = { deleted: 'restored', archived: 'unarchived' };

/**
 * What happened, as the end of a translation's key below `history.<table>.`, and its picture: the verb whose instant was set or taken away
 * (`deleted`, `restored`, `issued` …), else the first changed column with words of its own (`stage_id.changed`), else `changed`.
 */
export function happening({ table, action, differences }: HistoryRow, language: Language) {
  const names = differences.map(({ column }) => column);
  // Of `state_at` beside `state` no verb is made: the one is when the other changed.
  const verbs = differences
    .filter(({ column }) => column.endsWith('_at'))
    .map(verbOf)
    .filter((verb) => !names.includes(verb));
  const columns = names.map((name) => `${name}.changed`);
  const known = (key: string) => hasText(language, `history.${table}.${key}`);
  const key = action === 'made' ? action : ([...verbs, ...columns].find(known) ?? 'changed');
  return { key, text: known(key) ? translate(language, `history.${table}.${key}`) : null, icon: SIGNS[key] ?? 'edit' };
}

function verbOf({ column, after }: Difference) {
  const verb = column.slice(0, -'_at'.length);
  return after === null ? (UNDONE[verb] ?? `un${verb}`) : verb;
}

/** What changed in a column, in words; null when people have no name for the column. @param currencies of its record, where they are known */
export function changeOf(table: string, difference: Difference, language: Language, currencies?: Currencies) {
  const label = `history.${table}.${difference.column}`;
  if (!hasText(language, label)) return null;
  const say = (value: string | null, currency?: string) =>
    value === null ? null : said(table, value, difference, language, currency);
  // Only a secret column differs from itself: its values are never written down.
  const secret = difference.before !== null && difference.before === difference.after;
  const [before, after] = secret
    ? [null, translate(language, 'history.secret')]
    : [say(difference.before, currencies?.before), say(difference.after, currencies?.after)];
  return { label: translate(language, label), before, after };
}

function said(table: string, value: string, { column, json, names }: Difference, language: Language, currency?: string): string {
  if (names) return names[value] ?? translate(language, 'history.hidden');
  if (hasText(language, `history.${table}.${column}.${value}`)) return translate(language, `history.${table}.${column}.${value}`);
  if (json === 'boolean') return translate(language, `history.${value}`);
  if (json === 'number' && currency && AMOUNTS.includes(column)) return writtenUnitPrice(new Decimal(value), currency, language);
  if (json === 'number') return numberOf(value, language);
  if (json === 'array') return listOf(JSON.parse(value), language);
  return /^\d{4}-\d\d-\d\d$/.test(value) ? writtenDay(value, language) : value;
}

/** Amounts with their grosze, whole numbers as they are. */
function numberOf(value: string, language: Language) {
  return written(value, language, value.includes('.') ? Math.max(2, new Decimal(value).decimalPlaces()) : 0);
}

/** Words as they are, a deal's or document's lines one after the other. */
function listOf(items: (string | Line)[], language: Language) {
  return items.map((item) => (typeof item === 'string' ? item : lineOf(item, language))).join('; ');
}

interface Line {
  name: string;
  unit?: string;
  quantity: number;
  price?: number;
  gross_price?: number;
}

function lineOf({ name, unit, quantity, price, gross_price }: Line, language: Language) {
  const each = numberOf(new Decimal(gross_price ?? price ?? 0).toFixed(2), language);
  return [name, '·', written(quantity, language, new Decimal(quantity).decimalPlaces()), unit, '×', each]
    .filter(Boolean)
    .join(' ');
}
