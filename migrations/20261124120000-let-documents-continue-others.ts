import { MigrationInterface, QueryRunner } from 'typeorm';

export class LetDocumentsContinueOthers20261124120000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      alter table invoices add constraint continues_another check (from_invoice_id <> id);

      -- Whether an issued document that stands continues this one, seen by the person or not (R125).
      create function is_continued(document bigint) returns boolean
        language sql stable security definer set search_path = public as $$
        select exists (select from invoices where account_id = app_account() and from_invoice_id = document
          and issued_at is not null and cancelled_at is null and deleted_at is null) $$;

      -- What a document continues, locked, seen by the person or not: whether the one may be issued depends on the other (R42).
      create function lock_source_of(document bigint) returns table (id bigint, kind text, currency text, stands boolean)
        language sql security definer set search_path = public as $$
        select s.id, s.kind, trim(s.currency), s.issued_at is not null and s.cancelled_at is null and s.deleted_at is null
          from invoices s where s.account_id = app_account()
            and s.id = (select d.from_invoice_id from invoices d where d.account_id = app_account() and d.id = document)
          for no key update of s $$;

      -- Descent (R42) and what a sale keeps while another document continues it (R125), whoever writes.
      create function keep_descent() returns trigger language plpgsql security definer set search_path = public as $$
        declare stands boolean; held boolean;
        begin
          if new.from_invoice_id is distinct from old.from_invoice_id then raise exception 'A document keeps what it continues'; end if;
          if new.from_invoice_id is not null and new.issued_at is not null and new.cancelled_at is null and new.deleted_at is null
              and (old.issued_at is null or old.deleted_at is not null) then
            select issued_at is not null and cancelled_at is null and deleted_at is null,
                kind not in ('proforma', 'estimate') and exists (select from invoices where account_id = new.account_id
                  and from_invoice_id = new.from_invoice_id and id <> new.id and issued_at is not null and cancelled_at is null and deleted_at is null)
              into stands, held from invoices where account_id = new.account_id and id = new.from_invoice_id for no key update;
            if not stands then raise exception 'A document continues one that stands'; end if;
            if held then raise exception 'A sale is continued once'; end if;
          end if;
          if old.issued_at is not null and new.kind not in ('proforma', 'estimate')
              and (new.net, new.vat, new.gross, new.issue_on, new.sold_on, new.cancelled_at is null, new.deleted_at is null) is distinct from
                (old.net, old.vat, old.gross, old.issue_on, old.sold_on, old.cancelled_at is null, old.deleted_at is null)
              and exists (select from invoices where account_id = new.account_id and from_invoice_id = new.id
                and issued_at is not null and cancelled_at is null and deleted_at is null) then
            raise exception 'A sale that is continued stays as it is';
          end if;
          return new;
        end $$;
      create trigger keep_descent before update on invoices for each row execute function keep_descent();
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop trigger keep_descent on invoices;
      drop function keep_descent();
      drop function lock_source_of(bigint);
      drop function is_continued(bigint);
      alter table invoices drop constraint continues_another;
    `);
  }
}
