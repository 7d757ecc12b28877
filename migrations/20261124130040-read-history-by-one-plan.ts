import { MigrationInterface, QueryRunner } from 'typeorm';

export class ReadHistoryByOnePlan20261124130040 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- Name of what a column points at, of which the reader sees no more than a name (R131).
      create function name_pointed_at(by_column text, pointed bigint) returns text language plpgsql stable
        set plan_cache_mode = force_generic_plan as $$
        begin
          return case
            when by_column in ('client_id', 'payer_id', 'recipient_id', 'merged_into_id') then client_name(pointed)
            when by_column = 'contact_id' then (select name from contacts where id = pointed)
            when by_column = 'department_id' then (select name from departments where id = pointed)
            when by_column = 'stage_id' then (select name from stages where id = pointed)
            when by_column in ('user_id', 'responsible_id', 'created_by', 'deleted_by', 'issued_by', 'cancelled_by')
              then (select name from users where id = pointed) end;
        end $$;

      -- The newest rows of the records' history (ids beside their tables), newest first, each column's change told as texts, below the reader's
      -- policies. A function, so that it is planned once a connection: planning took three times as long as reading.
      create function history_of(tables text[], ids bigint[], most integer)
        returns table (id bigint, "table" text, "recordId" bigint, at timestamptz, who text, action text, differences jsonb)
        language plpgsql stable set plan_cache_mode = force_generic_plan as $$
        begin
          return query select h.id, h.record_table, h.record_id, h.at, u.name, h.action,
            (select coalesce(jsonb_agg(jsonb_build_object('column', d.key, 'before', pair.before #>> '{}', 'after', pair.after #>> '{}',
               'json', coalesce(nullif(jsonb_typeof(pair.after), 'null'), jsonb_typeof(pair.before)),
               'names', case when d.key = any ('{client_id,payer_id,recipient_id,merged_into_id,contact_id,department_id,stage_id,
                   user_id,responsible_id,created_by,deleted_by,issued_by,cancelled_by}') then
                 (select jsonb_object_agg(pointed, name_pointed_at(d.key, pointed::bigint))
                  from unnest(array[pair.before #>> '{}', pair.after #>> '{}']) pointed where pointed is not null) end)), '[]')
             from jsonb_each(h.changes) d cross join lateral (select
               case when h.action = 'changed' then d.value -> 0 end before,
               case when h.action = 'changed' then d.value -> 1 else d.value end after) pair)
          from history h left join users u on u.account_id = h.account_id and u.id = h.user_id
          where (h.record_table, h.record_id) in (select * from unnest(tables, ids)) order by h.id desc limit most;
        end $$;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop function history_of(text[], bigint[], integer);
      drop function name_pointed_at(text, bigint);
    `);
  }
}
