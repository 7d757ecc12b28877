import { Injectable } from '@nestjs/common';
import type { Person } from '../../accounts/person';
import { Database } from '../../database/database';
import { type Language, translate } from '../../web/translations';

/** Entries shown below a record; history has the rest. */
const SHOWN = 100;
/** Columns that people know by a name (translation timeline.<column>). Ids of documents are not told (R131). */
const LABELLED = [
  'name',
  'agreed_gross',
  'currency',
  'client_id',
  'department_id',
  'responsible_id',
  'stage_id',
  'lost_reason',
  'description',
  'payment_days',
  'expected_on',
  'mirrored_name',
  'counted_gross',
];

type Value = string | number | null;

interface HistoryRow {
  at: Date;
  who: string | null;
  action: 'made' | 'changed';
  changes: Record<string, [Value, Value]>;
  names: Record<string, string>;
}

/** What happened with a record, from its history, in people's words (R32). */
@Injectable()
export class Timeline {
  constructor(private readonly database: Database) {}

  /** Newest first, as components/timeline shows them. */
  async of(table: string, id: number, { language }: Person) {
    const rows = await this.rows(table, id);
    return rows.map((row) => entryOf(row, language as Language)).filter((entry) => entry !== null);
  }

  /** Entries with the names of whom and what the changed columns point at, as "stage_id 7". */
  private rows(table: string, id: number) {
    return this.database.query<HistoryRow[]>(
      `select h.at, u.name who, h.action, h.changes,
         (select coalesce(jsonb_object_agg(key || ' ' || pointed, case key
             when 'stage_id' then (select name from stages where id = pointed::bigint)
             when 'client_id' then client_name(pointed::bigint)
             when 'department_id' then (select name from departments where id = pointed::bigint)
             else (select name from users where id = pointed::bigint) end), '{}')
          from jsonb_each(h.changes), jsonb_array_elements_text(case when jsonb_typeof(value) = 'array' then value else '[]' end) pointed
          where key in ('stage_id', 'client_id', 'department_id', 'responsible_id') and pointed is not null) names
       from history h left join users u on u.account_id = h.account_id and u.id = h.user_id
       where h.record_table = $1 and h.record_id = $2 order by h.id desc limit ${SHOWN}`,
      [table, id],
    );
  }
}

function entryOf({ at, who, action, changes, names }: HistoryRow, language: Language) {
  const said = (column: string, value: Value) => (value === null ? null : (names[`${column} ${value}`] ?? String(value)));
  const shown =
    action === 'made'
      ? []
      : LABELLED.filter((column) => changes[column]).map((column) => ({
          label: translate(language, `timeline.${column}`),
          before: said(column, changes[column][0]),
          after: said(column, changes[column][1]),
        }));
  const { key, sign } = happening(action, changes);
  if (key === 'changed' && !shown.length) return null;
  return { at, who, icon: sign, text: translate(language, `timeline.${key}`), href: null, note: null, changes: shown };
}

function happening(action: HistoryRow['action'], changes: HistoryRow['changes']) {
  if (action === 'made') return { key: 'made', sign: 'plus' };
  if (changes.deleted_at) return changes.deleted_at[1] ? { key: 'deleted', sign: 'trash' } : { key: 'restored', sign: 'restore' };
  if (changes.mirrored_name || changes.counted_gross) return { key: 'mirrored', sign: 'file-invoice' };
  if (changes.stage_id) return { key: 'moved', sign: 'layout-kanban' };
  return { key: 'changed', sign: 'edit' };
}
