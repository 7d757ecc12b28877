import { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepHistoryInTheDatabase20261124100200 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      create table history (
        account_id bigint not null references accounts,
        id bigint generated always as identity (start 1000),
        record_table text not null,
        record_id bigint not null,
        action text not null check (action in ('made', 'changed')),
        changes jsonb not null,
        user_id bigint,
        at timestamptz not null default clock_timestamp(),
        seal bytea not null,
        primary key (account_id, id)
      );
      create index history_of_record on history (account_id, record_table, record_id, id);
      alter table history enable row level security;
      grant select on history to tandem_app;

      create function refuse_change() returns trigger language plpgsql
        as $$ begin raise exception 'History is only ever added to'; end $$;
      create trigger history_is_append_only before update or delete on history for each row execute function refuse_change();

      -- Adds one entry, sealed by the hash of it and of the record's entry before (R119).
      create function write_history(account bigint, of_table text, of_id bigint, what text, difference jsonb) returns void
        language plpgsql security definer set search_path = public as $$
        declare before bytea;
        begin
          select seal into before from history
            where account_id = account and record_table = of_table and record_id = of_id order by id desc limit 1;
          insert into history (account_id, record_table, record_id, action, changes, user_id, seal)
            values (account, of_table, of_id, what, difference, app_user(),
              sha256(coalesce(before, ''::bytea) || convert_to(concat_ws('|', account, of_table, of_id, what, difference, app_user()), 'UTF8')));
        end $$;
      revoke execute on function write_history(bigint, text, bigint, text, jsonb) from public;

      -- Row trigger of every business table; its arguments name the columns whose values are secret.
      create function remember_change() returns trigger language plpgsql security definer set search_path = public as $$
        declare difference jsonb; secret text;
        begin
          if tg_op = 'INSERT' then
            difference := jsonb_strip_nulls(to_jsonb(new)) - 'account_id' - 'id' - 'version' - 'created_at' - 'updated_at' - 'search';
            foreach secret in array coalesce(tg_argv, '{}'::text[]) loop
              if difference ? secret then difference := jsonb_set(difference, array[secret], '"changed"'); end if;
            end loop;
            perform write_history(new.account_id, tg_table_name, new.id, 'made', difference);
          else
            select jsonb_object_agg(n.key, case when n.key = any (coalesce(tg_argv, '{}'::text[])) then '["changed", "changed"]'::jsonb
                else jsonb_build_array(o.value, n.value) end) into difference
              from jsonb_each(to_jsonb(new)) n join jsonb_each(to_jsonb(old)) o using (key)
              where n.value is distinct from o.value and n.key not in ('version', 'updated_at', 'search');
            if difference is not null then perform write_history(new.account_id, tg_table_name, new.id, 'changed', difference); end if;
          end if;
          return null;
        end $$;

      create trigger remember_change after insert or update on accounts for each row execute function remember_change();

      -- What every business table has: the account's policy, the application's rights, history.
      create procedure keep(business regclass, policy text, variadic secrets text[] default '{}') language plpgsql as $$
        begin
          execute format('alter table %s enable row level security', business);
          execute format('create policy %s on %s to tandem_app using (account_id = app_account() and (%s))',
            'seen_by_those_entitled', business, policy);
          execute format('grant select, insert, update on %s to tandem_app', business);
          execute format('create trigger remember_change after insert or update on %s for each row execute function remember_change(%s)',
            business, (select string_agg(quote_literal(s), ', ') from unnest(secrets) s));
        end $$;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop procedure keep(regclass, text, text[]);
      drop function remember_change() cascade;
      drop function write_history(bigint, text, bigint, text, jsonb);
      drop table history;
      drop function refuse_change();
    `);
  }
}
