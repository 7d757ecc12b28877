import { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateIntegrationSettings20261124100800 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      create table integration_settings (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        active boolean not null default true,
        accepted_kinds text[] not null,
        invoice_stage_id bigint,
        deal_client text not null default 'buyer' check (deal_client in ('buyer', 'recipient')),
        version integer not null default 1,
        created_at timestamptz not null default now(),
        primary key (account_id, id)
      );
      create unique index one_integration on integration_settings (account_id);
      call keep('integration_settings', 'true');
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop table integration_settings;
    `);
  }
}
