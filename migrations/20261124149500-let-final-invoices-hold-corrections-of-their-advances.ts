import { MigrationInterface, QueryRunner } from 'typeorm';

export class LetFinalInvoicesHoldCorrectionsOfTheirAdvances20261124149500 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- The advance that a document corrects in the end, or the document itself: a final invoice takes an advance off as it was corrected.
      create function advance_of(account bigint, document bigint) returns bigint
        language plpgsql stable security definer set search_path = public, pg_temp as $$
        declare one record;
        begin
          loop
            select from_invoice_id, corrects_kind into one from invoices where account_id = account and id = document;
            if one.corrects_kind is distinct from 'advance' then return document; end if;
            document = one.from_invoice_id;
          end loop;
        end $$;
      revoke execute on function advance_of(bigint, bigint) from public;

      create function is_settled(account bigint, document bigint) returns boolean
        language sql stable security definer set search_path = public, pg_temp as $$
        select exists (select from settled_advances a join invoices f on f.account_id = a.account_id and f.id = a.final_id
          where a.account_id = account and a.advance_id = advance_of(account, document) and f.issued_at is not null and f.cancelled_at is null
            and f.deleted_at is null) $$;
      revoke execute on function is_settled(bigint, bigint) from public;

      create or replace function is_continued(document bigint) returns boolean
        language sql stable security definer set search_path = public, pg_temp as $$
        select exists (select from invoices c join invoices s on s.account_id = c.account_id and s.id = c.from_invoice_id
            where c.account_id = app_account() and c.from_invoice_id = document and c.issued_at is not null and c.cancelled_at is null
              and c.deleted_at is null and (not is_order(s.kind) or c.kind in ('advance', 'final')))
          or exists (select from settled_advances a join invoices f on f.account_id = a.account_id and f.id = a.final_id
            where a.account_id = app_account() and a.advance_id = advance_of(app_account(), document) and f.issued_at is not null
              and f.cancelled_at is null and f.deleted_at is null) $$;

      create or replace function continuations_of(document bigint) returns table (id bigint, kind text, request_key text)
        language sql stable security definer set search_path = public, pg_temp as $$
        select c.id, c.kind, c.request_key::text from invoices c where c.account_id = app_account() and c.from_invoice_id = document
            and c.issued_at is not null and c.cancelled_at is null and c.deleted_at is null
        union all select f.id, f.kind, f.request_key::text from settled_advances a join invoices f on f.account_id = a.account_id and f.id = a.final_id
          where a.account_id = app_account() and a.advance_id = advance_of(app_account(), document) and f.issued_at is not null
            and f.cancelled_at is null and f.deleted_at is null $$;

      -- Whoever corrects a correction of an advance and whoever takes that advance off wait for each other here, before they lock anything else.
      create function lock_advance_of(document bigint) returns void
        language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          perform from invoices where account_id = app_account() and id = advance_of(app_account(), document) and id <> document for no key update;
        end $$;

      create or replace function lock_source_of(document bigint) returns table (id bigint, kind text, currency text, stands boolean)
        language sql security definer set search_path = public, pg_temp as $$
        select lock_advance_of(document);
        select s.id, s.kind, trim(s.currency), s.issued_at is not null and s.cancelled_at is null and s.deleted_at is null
          from invoices s where s.account_id = app_account()
            and s.id = (select d.from_invoice_id from invoices d where d.account_id = app_account() and d.id = document)
          for no key update of s $$;

      -- The same for whoever writes past the application.
      create function keep_corrections_of_settled() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          perform from invoices where account_id = new.account_id and id = advance_of(new.account_id, new.id) for no key update;
          if is_settled(new.account_id, new.id) then
            raise exception 'An advance that a final invoice takes off stays as it was corrected';
          end if;
          return new;
        end $$;
      create trigger keep_corrections_of_settled before update of issued_at, cancelled_at, deleted_at, net, vat, gross on invoices for each row
        when (new.corrects_kind = 'advance' and new.issued_at is not null
          and (new.net, new.vat, new.gross, new.issued_at is null, new.cancelled_at is null, new.deleted_at is null) is distinct from
            (old.net, old.vat, old.gross, old.issued_at is null, old.cancelled_at is null, old.deleted_at is null))
        execute function keep_corrections_of_settled();
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop trigger keep_corrections_of_settled on invoices;
      drop function keep_corrections_of_settled();
      create or replace function lock_source_of(document bigint) returns table (id bigint, kind text, currency text, stands boolean)
        language sql security definer set search_path = public, pg_temp as $$
        select s.id, s.kind, trim(s.currency), s.issued_at is not null and s.cancelled_at is null and s.deleted_at is null
          from invoices s where s.account_id = app_account()
            and s.id = (select d.from_invoice_id from invoices d where d.account_id = app_account() and d.id = document)
          for no key update of s $$;
      drop function lock_advance_of(bigint);
      create or replace function continuations_of(document bigint) returns table (id bigint, kind text, request_key text)
        language sql stable security definer set search_path = public, pg_temp as $$
        select c.id, c.kind, c.request_key::text from invoices c where c.account_id = app_account() and c.from_invoice_id = document
            and c.issued_at is not null and c.cancelled_at is null and c.deleted_at is null
        union all select f.id, f.kind, f.request_key::text from settled_advances a join invoices f on f.account_id = a.account_id and f.id = a.final_id
          where a.account_id = app_account() and a.advance_id = document and f.issued_at is not null and f.cancelled_at is null
            and f.deleted_at is null $$;
      create or replace function is_continued(document bigint) returns boolean
        language sql stable security definer set search_path = public, pg_temp as $$
        select exists (select from invoices c join invoices s on s.account_id = c.account_id and s.id = c.from_invoice_id
            where c.account_id = app_account() and c.from_invoice_id = document and c.issued_at is not null and c.cancelled_at is null
              and c.deleted_at is null and (not is_order(s.kind) or c.kind in ('advance', 'final')))
          or exists (select from settled_advances a join invoices f on f.account_id = a.account_id and f.id = a.final_id
            where a.account_id = app_account() and a.advance_id = document and f.issued_at is not null and f.cancelled_at is null
              and f.deleted_at is null) $$;
      drop function is_settled(bigint, bigint);
      drop function advance_of(bigint, bigint);
    `);
  }
}
