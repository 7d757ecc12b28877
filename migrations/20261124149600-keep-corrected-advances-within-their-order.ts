import { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepCorrectedAdvancesWithinTheirOrder20261124149600 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- Its order too, and first: a correction that raises one advance and another advance of that order wait for each other.
      create or replace function lock_advance_of(document bigint) returns void
        language plpgsql security definer set search_path = public, pg_temp as $$
        declare root bigint = advance_of(app_account(), document);
        begin
          perform from invoices o where o.account_id = app_account() and o.id = (select a.from_invoice_id from invoices a
            where a.account_id = app_account() and a.id = root and a.kind = 'advance') for no key update;
          perform from invoices where account_id = app_account() and id = root and id <> document for no key update;
        end $$;

      -- Advances with their corrections are no more than their order, when a correction raises one, and when one that lowered it ends.
      create function keep_advances_within_order() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        declare ordered bigint; worth numeric; said numeric;
          stands boolean = new.issued_at is not null and new.cancelled_at is null and new.deleted_at is null;
        begin
          select from_invoice_id into ordered from invoices where account_id = new.account_id and id = advance_of(new.account_id, new.id);
          if ordered is null then return new; end if;
          select gross into worth from invoices where account_id = new.account_id and id = ordered for no key update;
          with recursive told as (
            select a.id, a.gross from invoices a where a.account_id = new.account_id and a.from_invoice_id = ordered and a.kind = 'advance'
              and a.issued_at is not null and a.cancelled_at is null and a.deleted_at is null
            union all select c.id, c.gross from told t join invoices c on c.account_id = new.account_id and c.from_invoice_id = t.id
              and c.kind = 'correction' and c.issued_at is not null and c.cancelled_at is null and c.deleted_at is null)
          select coalesce(sum(gross) filter (where id <> new.id), 0) + case when stands then new.gross else 0 end into said from told;
          if said > worth then raise exception 'Advances as corrected are no more than their order'; end if;
          return new;
        end $$;
      create trigger keep_advances_within_order before update of issued_at, cancelled_at, deleted_at, gross on invoices for each row
        when (new.corrects_kind = 'advance' and new.issued_at is not null
          and (new.gross, new.issued_at is null, new.cancelled_at is null, new.deleted_at is null) is distinct from
            (old.gross, old.issued_at is null, old.cancelled_at is null, old.deleted_at is null))
        execute function keep_advances_within_order();
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop trigger keep_advances_within_order on invoices;
      drop function keep_advances_within_order();
      create or replace function lock_advance_of(document bigint) returns void
        language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          perform from invoices where account_id = app_account() and id = advance_of(app_account(), document) and id <> document for no key update;
        end $$;
    `);
  }
}
