import { MigrationInterface, QueryRunner } from 'typeorm';

export class LetDocumentsRecur20261124149000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- A document that is made anew every so often (R102).
      create table recurrings (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        name text not null check (length(name) between 1 and 255),
        source_id bigint not null,
        every integer not null check (every between 1 and 366),
        unit text not null check (unit in ('day', 'week', 'month')),
        -- The day of its first period; the others are reckoned from it, so that the 31st comes back after a short month.
        first_on date not null check (first_on between '2000-01-01' and '2100-12-31'),
        working_days boolean not null default false,
        end_on date,
        most integer check (most between 1 and 10000),
        price_change_on date,
        price_change numeric(6, 2) check (price_change > -100 and price_change <= 1000),
        as_draft boolean not null default false,
        mailed boolean not null default false,
        recipients text,
        comment text,
        -- The next period, counted from 0, and the day on which it is issued; none when it has ended.
        next_period integer not null default 0 check (next_period >= 0),
        next_on date,
        paused_at timestamptz,
        -- What the last attempt failed with, in words for people, and when it is tried again.
        failure text,
        retry_on date,
        department_id bigint not null,
        responsible_id bigint,
        deleted_at timestamptz,
        deleted_by bigint,
        version integer not null default 1,
        created_by bigint default app_user(),
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (account_id, id),
        foreign key (account_id, source_id) references invoices,
        foreign key (account_id, department_id) references departments,
        foreign key (account_id, responsible_id) references users,
        check (not (as_draft and mailed)),
        check ((price_change_on is null) = (price_change is null))
      );
      create index recurrings_due on recurrings (account_id, next_on) where deleted_at is null and paused_at is null and next_on is not null;
      create index recurrings_of_source on recurrings (account_id, source_id);
      call keep('recurrings', $$app_sees('invoicing', department_id, responsible_id)$$);

      -- Each period is issued once, however often the clock strikes (R118).
      create table recurring_issues (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        recurring_id bigint not null,
        period integer not null check (period >= 0),
        invoice_id bigint not null,
        made_at timestamptz not null default now(),
        primary key (account_id, recurring_id, period),
        foreign key (account_id, recurring_id) references recurrings,
        foreign key (account_id, invoice_id) references invoices
      );
      create unique index one_period_an_invoice on recurring_issues (account_id, invoice_id);
      alter table recurring_issues enable row level security;
      create policy seen_with_their_recurring on recurring_issues to tandem_app
        using (account_id = app_account() and exists (select from recurrings r where r.id = recurring_id));
      grant select, insert on recurring_issues to tandem_app;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop table recurring_issues;
      drop table recurrings;
    `);
  }
}
