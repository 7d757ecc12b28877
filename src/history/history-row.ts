/** What an entry says of one column, as texts; json: number, string, boolean, array or object. */
export interface Difference {
  column: string;
  before: string | null;
  after: string | null;
  json: string;
  /** Names of the records that before and after point at, where the column points at any that the reader may see. */
  names: Record<string, string | null> | null;
}

/** A row of the history, as the database keeps it. */
export interface HistoryRow {
  id: number;
  table: string;
  recordId: number;
  at: Date;
  who: string | null;
  action: 'made' | 'changed';
  differences: Difference[];
}

/** Columns that point at records which people know by a name, and that name. */
const NAME_OF = `case
  when d.key in ('client_id', 'payer_id', 'recipient_id', 'merged_into_id') then client_name(pointed::bigint)
  when d.key = 'contact_id' then (select name from contacts where id = pointed::bigint)
  when d.key = 'department_id' then (select name from departments where id = pointed::bigint)
  when d.key = 'stage_id' then (select name from stages where id = pointed::bigint)
  else (select name from users where id = pointed::bigint) end`;

const POINTING = ['client_id', 'payer_id', 'recipient_id', 'merged_into_id', 'contact_id', 'department_id', 'stage_id'];
const PEOPLE = ['user_id', 'responsible_id', 'created_by', 'deleted_by', 'issued_by', 'cancelled_by'];

/** Statement that reads the newest rows of the records ($1: tables, $2: ids beside them, $3: how many), newest first. */
export const ROWS = `select h.id, h.record_table "table", h.record_id "recordId", h.at, u.name who, h.action,
    (select coalesce(jsonb_agg(jsonb_build_object('column', d.key, 'before', before #>> '{}', 'after', after #>> '{}',
       'json', coalesce(nullif(jsonb_typeof(after), 'null'), jsonb_typeof(before)),
       'names', case when d.key = any ('{${[...POINTING, ...PEOPLE].join()}}') then
         (select jsonb_object_agg(pointed, ${NAME_OF}) from unnest(array[before #>> '{}', after #>> '{}']) pointed where pointed is not null) end)), '[]')
     from jsonb_each(h.changes) d cross join lateral (select
       case when h.action = 'changed' then d.value -> 0 end before,
       case when h.action = 'changed' then d.value -> 1 else d.value end after) pair) differences
  from history h left join users u on u.account_id = h.account_id and u.id = h.user_id
  where (h.record_table, h.record_id) in (select * from unnest($1::text[], $2::bigint[])) order by h.id desc limit $3`;
