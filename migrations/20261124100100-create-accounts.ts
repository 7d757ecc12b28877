import { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAccounts20261124100100 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      create table accounts (
        id bigint primary key,
        account_id bigint generated always as (id) stored,
        name text not null check (length(name) between 1 and 200),
        prefix text not null unique check (prefix ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
        time_zone text not null default 'Europe/Warsaw',
        language text not null default 'pl' check (language in ('pl', 'en')),
        currency char(3) not null default 'PLN',
        version integer not null default 1,
        created_at timestamptz not null default now()
      );
      create sequence account_ids start 1000;
      grant usage on sequence account_ids to tandem_app;
      grant select, insert, update on accounts to tandem_app;
      alter table accounts enable row level security;
      create policy account_itself on accounts to tandem_app using (id = app_account());

      -- Sign-up looks before anybody is known (R128).
      create function accounts_exist() returns boolean language sql stable security definer set search_path = public
        as $$ select exists (select from accounts) $$;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop function accounts_exist();
      drop table accounts;
      drop sequence account_ids;
    `);
  }
}
