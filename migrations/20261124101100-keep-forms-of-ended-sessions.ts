import { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepFormsOfEndedSessions20261124101100 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- What was typed when the session was over, for an hour, for the same person (R132).
      create table kept_forms (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        user_id bigint not null,
        path text not null,
        body jsonb not null,
        kept_at timestamptz not null default now(),
        primary key (account_id, id),
        foreign key (account_id, user_id) references users
      );
      create index kept_forms_of_user on kept_forms (account_id, user_id, kept_at);
      alter table kept_forms enable row level security;
      create policy own_forms on kept_forms to tandem_app using (account_id = app_account() and user_id = app_user());
      grant select, insert, delete on kept_forms to tandem_app;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop table kept_forms;
    `);
  }
}
