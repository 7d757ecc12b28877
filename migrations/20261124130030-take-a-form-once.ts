import { MigrationInterface, QueryRunner } from 'typeorm';

export class TakeAFormOnce20261124130030 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- Forms that were taken, for a day: the same form of the same person with the same content leads where it led before (R118).
      create table posted_forms (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        user_id bigint not null default app_user(),
        digest bytea not null,
        location text,
        posted_at timestamptz not null default now(),
        primary key (account_id, user_id, digest),
        foreign key (account_id, user_id) references users
      );
      create index posted_forms_by_age on posted_forms (account_id, user_id, posted_at);
      alter table posted_forms enable row level security;
      create policy own_forms on posted_forms to tandem_app using (account_id = app_account() and user_id = app_user());
      grant select, insert, update (location), delete on posted_forms to tandem_app;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query('drop table posted_forms');
  }
}
