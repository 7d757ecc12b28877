import { MigrationInterface, QueryRunner } from 'typeorm';

export class TellThePoliciesWhoAsks20261124100000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      create extension if not exists unaccent;
      create extension if not exists pg_trgm;
      create extension if not exists btree_gin;

      -- Who asks is set by the transaction (src/database/transaction.ts); nothing set means nothing seen.
      create function app_account() returns bigint language sql stable parallel safe
        as $$ select nullif(current_setting('app.account', true), '')::bigint $$;
      create function app_user() returns bigint language sql stable parallel safe
        as $$ select nullif(current_setting('app.user', true), '')::bigint $$;
      create function app_departments() returns bigint[] language sql stable parallel safe
        as $$ select coalesce(nullif(current_setting('app.departments', true), ''), '{}')::bigint[] $$;

      -- A member of one side, whatever the level. side: 'crm' or 'invoicing'.
      create function app_member(side text) returns boolean language sql stable parallel safe
        as $$ select coalesce(current_setting('app.' || side, true), '') <> '' $$;

      -- The four levels of R72. A record without department is open to every department (R131).
      create function app_sees(side text, department bigint, responsible bigint) returns boolean language sql stable parallel safe
        as $$ select case current_setting('app.' || side, true)
          when 'all' then true
          when 'departments' then department is null or department = any (app_departments()) or responsible = app_user()
          when 'own_and_unassigned' then responsible = app_user()
            or (responsible is null and (department is null or department = any (app_departments())))
          when 'own' then responsible = app_user()
          else false end $$;

      -- Text as it is searched and compared: no case, no accents, single spaces.
      create function app_folded(words text) returns text language sql immutable parallel safe
        as $$ select regexp_replace(btrim(lower(public.unaccent('public.unaccent'::regdictionary, words))), '\\s+', ' ', 'g') $$;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop function app_folded(text);
      drop function app_sees(text, bigint, bigint);
      drop function app_member(text);
      drop function app_departments();
      drop function app_user();
      drop function app_account();
    `);
  }
}
