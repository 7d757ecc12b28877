import { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateStages20261124101400 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      create table stages (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        name text not null check (length(name) between 1 and 100),
        colour smallint not null default 1 check (colour between 1 and 12),
        position smallint not null,
        outcome text not null default 'open' check (outcome in ('open', 'won', 'lost')),
        removed_at timestamptz,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        primary key (account_id, id)
      );
      call keep('stages', $$app_member('crm')$$);
      alter table integration_settings add constraint integration_invoice_stage foreign key (account_id, invoice_stage_id) references stages;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      alter table integration_settings drop constraint integration_invoice_stage;
      drop table stages;
    `);
  }
}
