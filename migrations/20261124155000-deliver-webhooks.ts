import { MigrationInterface, QueryRunner } from 'typeorm';

export class DeliverWebhooks20261124155000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- What is told to programs elsewhere, and what became of it; the receiver knows a repetition by webhook_id.
      create table webhook_deliveries (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        webhook_id uuid not null default gen_random_uuid(),
        url text not null check (url ~ '^https?://'),
        body jsonb not null,
        made_by bigint default app_user(),
        made_at timestamptz not null default now(),
        state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
        tries smallint not null default 0,
        due_at timestamptz default now(),
        ended_at timestamptz,
        reason text,
        words text,
        primary key (account_id, id),
        unique (account_id, webhook_id),
        check ((due_at is not null) = (state = 'waiting')),
        check ((ended_at is null) = (state = 'waiting')),
        check (state <> 'failed' or reason is not null)
      );
      alter table webhook_deliveries enable row level security;
      create policy seen_by_administrators_of_crm on webhook_deliveries to tandem_app
        using (account_id = app_account() and current_setting('app.crm', true) = 'all');
      grant select, insert, update (state, tries, due_at, ended_at, reason, words) on webhook_deliveries to tandem_app;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query('drop table webhook_deliveries');
  }
}
