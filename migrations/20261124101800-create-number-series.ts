import { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateNumberSeries20261124101800 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- A department's own pattern or, without department, the account's; a kind family without one has its default (kinds.ts).
      create table number_patterns (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        department_id bigint,
        family text not null,
        pattern text not null check (length(pattern) between 2 and 100),
        removed_at timestamptz,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        primary key (account_id, id),
        foreign key (account_id, department_id) references departments
      );
      create unique index one_pattern on number_patterns (account_id, coalesce(department_id, 0), family) where removed_at is null;
      call keep('number_patterns', 'true');

      -- The last number given of each series in each period (R96, R120); a new pattern is a new series.
      create table number_counters (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        seller_tax_no text not null,
        department_id bigint not null default 0,
        family text not null,
        pattern text not null,
        period text not null,
        last integer not null check (last > 0),
        primary key (account_id, seller_tax_no, department_id, family, pattern, period)
      );
      alter table number_counters enable row level security;
      create policy of_the_account on number_counters to tandem_app using (account_id = app_account() and app_member('invoicing'));
      grant select, insert, update on number_counters to tandem_app;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop table number_counters;
      drop table number_patterns;
    `);
  }
}
