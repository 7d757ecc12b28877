import { MigrationInterface, QueryRunner } from 'typeorm';

export class MakeDealsForOldDocuments20261124157100 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- Documents that this one continues (R42): in a line, by taking advances off, and advances paid on the same order before.
      create function documents_continued_by(document bigint) returns setof bigint language sql stable as $$
        with recursive ancestors as (
          select from_invoice_id id from invoices where id = document
          union select i.from_invoice_id from invoices i join ancestors a on i.id = a.id where i.from_invoice_id is not null)
        select id from ancestors where id is not null
        union select advance_id from settled_advances where final_id = document
        union select a.id from invoices d join invoices a on a.from_invoice_id = d.from_invoice_id
          where d.id = document and d.kind in ('advance', 'final') and a.kind = 'advance' and a.id <> d.id
            and a.issued_at is not null and a.cancelled_at is null and a.deleted_at is null $$;

      -- Documents that continue it, in a line or by taking it off; those that count in deals take its place there.
      create function documents_continuing(document bigint) returns setof bigint language sql stable as $$
        with recursive descendants as (
          select id from invoices where from_invoice_id = document
          union select i.id from invoices i join descendants d on i.from_invoice_id = d.id)
        select id from descendants union select final_id from settled_advances where advance_id = document $$;

      -- Making deals for documents that were issued outside of all deals and got none (R87). What it did is counted as it goes.
      create table backfills (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        state text not null default 'running' check (state in ('running', 'stopped', 'done')),
        -- When its documents were looked up; total is how many.
        planned_at timestamptz,
        total integer not null default 0,
        made integer not null default 0 check (made >= 0),
        joined integer not null default 0 check (joined >= 0),
        skipped integer not null default 0 check (skipped >= 0),
        failed integer not null default 0 check (failed >= 0),
        began_by bigint default app_user(),
        began_at timestamptz not null default now(),
        -- Since when it goes on, and how much was done by then: how long the rest takes is reckoned by what came after.
        going_since timestamptz not null default now(),
        done_before integer not null default 0,
        -- By whom; nobody when the integration was turned off.
        stopped_by bigint,
        stopped_at timestamptz,
        ended_at timestamptz,
        primary key (account_id, id),
        foreign key (account_id, began_by) references users,
        foreign key (account_id, stopped_by) references users,
        check (made + joined + skipped + failed <= total),
        check ((state = 'stopped') = (stopped_at is not null)),
        check ((state = 'done') = (ended_at is not null)),
        check (state <> 'done' or (planned_at is not null and made + joined + skipped + failed = total))
      );
      create unique index one_running_backfill on backfills (account_id) where state = 'running';
      alter table backfills enable row level security;
      create policy seen_by_members_of_both_sides on backfills to tandem_app
        using (account_id = app_account() and app_member('crm') and app_member('invoicing'));
      grant select, insert, update on backfills to tandem_app;

      -- Its documents, oldest first, and what became of each; nothing yet of those that wait.
      create table backfill_documents (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        backfill_id bigint not null,
        position integer not null check (position > 0),
        invoice_id bigint not null,
        -- In a transaction of its own: it reaches for deals or for a client's card that others may hold.
        alone boolean not null,
        outcome text check (outcome in ('made', 'joined', 'skipped', 'failed')),
        -- Why it was left out or failed: a key of the translations, and the values of its sentence.
        reason text,
        reason_values jsonb,
        primary key (account_id, backfill_id, position),
        unique (account_id, backfill_id, invoice_id),
        foreign key (account_id, backfill_id) references backfills,
        foreign key (account_id, invoice_id) references invoices,
        check ((coalesce(outcome, '') in ('skipped', 'failed')) = (reason is not null))
      );
      create index backfill_documents_waiting on backfill_documents (account_id, backfill_id, position) where outcome is null;
      create index backfill_documents_told on backfill_documents (account_id, backfill_id, position) where outcome in ('skipped', 'failed');
      alter table backfill_documents enable row level security;
      create policy seen_with_their_backfill on backfill_documents to tandem_app
        using (account_id = app_account() and app_member('crm') and app_member('invoicing'));
      grant select, insert, update on backfill_documents to tandem_app;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop table backfill_documents;
      drop table backfills;
      drop function documents_continuing(bigint);
      drop function documents_continued_by(bigint);
    `);
  }
}
