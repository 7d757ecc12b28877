import { MigrationInterface, QueryRunner } from 'typeorm';

export class LetDocumentsBeOfEveryKind20261124140000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      alter table invoices
        -- What it is printed in: a language, or two side by side (R101).
        add column language text not null default 'pl' check (language ~ '^[a-z]{2}(/[a-z]{2})?$'),
        -- How many zlotys one unit of its currency is, by which table of which day; a rate typed by hand has no table (R100).
        add column exchange_rate numeric(12, 6) check (exchange_rate > 0),
        add column exchange_table text,
        add column exchange_on date,
        -- Why lines are exempt, as art. 106e(1)(19) asks.
        add column exempt_basis text check (length(exempt_basis) between 1 and 256),
        add column margin_procedure text check (margin_procedure in ('travel', 'used', 'art', 'antiques')),
        add column procedures text[] not null default '{}'
          check (procedures <@ '{SW,EE,TP,TT_WNT,TT_D,MR_T,MR_UZ,I_42,I_63,B_SPV,B_SPV_DOSTAWA,B_MPV_PROWIZJA}'),
        add column split_payment boolean not null default false,
        -- Sold to consumers of another EU country at its rates.
        add column oss boolean not null default false,
        add column order_no text check (length(order_no) between 1 and 256),
        add column issuer_name text check (length(issuer_name) between 1 and 256),
        add column internal_note text,
        add column footer text,
        -- Of a correction: why, what in the end it corrects, and texts that were wrong and are right (art. 106j).
        add column correction_reason text check (length(correction_reason) between 1 and 256),
        add column corrects_kind text,
        add column corrected_number text,
        add column corrected_issue_on date,
        add column content_before text,
        add column content_after text,
        -- Of an accounting note: whether it charges the other or credits them.
        add column note_kind text check (note_kind in ('debit', 'credit')),
        -- Gross with charges and without deductions (R106), and what of it is paid (R95).
        add column to_pay numeric(18, 2),
        add column paid numeric(18, 2) not null default 0,
        add column paid_on date,
        add constraint corrections_name_what_they_correct check ((kind = 'correction') = (corrects_kind is not null)),
        add constraint corrections_correct_a_document check (kind <> 'correction' or from_invoice_id is not null),
        add constraint only_corrections_are_negative check (kind = 'correction' or gross >= 0);
      update invoices set to_pay = gross;
      alter table invoices alter column to_pay set not null;

      alter table invoice_lines
        drop constraint invoice_lines_quantity_check,
        add constraint quantity_is_not_negative check (quantity >= 0),
        -- A line as it was before a correction; all others are as they are after.
        add column before boolean not null default false,
        add column gtu text check (gtu ~ '^GTU_(0[1-9]|1[0-3])$'),
        -- Of annex 15 of the VAT act: above 15,000 PLN it is paid by split payment.
        add column annex_15 boolean not null default false,
        add column product_id bigint,
        add column code text check (length(code) between 1 and 50),
        -- PKWiU, CN or PKOB.
        add column classification text check (length(classification) between 1 and 50),
        add column description text check (length(description) between 1 and 1000);

      -- One entry a statement, of the lines as they are now: those as they were before a correction are another document's.
      create or replace function remember_lines() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        declare document record;
        begin
          for document in select account_id, invoice_id, jsonb_agg(jsonb_strip_nulls(jsonb_build_object('name', name, 'unit', unit, 'quantity', quantity,
              'price', price, 'discount', nullif(discount, 0), 'vat_rate', vat_rate, 'gross', gross)) order by position) as lines
            from changed_lines where not before group by account_id, invoice_id
          loop
            perform write_history(document.account_id, 'invoices', document.invoice_id, 'changed', case tg_op
              when 'INSERT' then jsonb_build_object('lines', jsonb_build_array(null, document.lines))
              else jsonb_build_object('lines', jsonb_build_array(document.lines, null)) end);
          end loop;
          return null;
        end $$;

      -- What was said before this document: by what a correction corrects, by the advances of a final invoice; before and this are what is after.
      alter table invoice_taxes
        add column before_net numeric(18, 2) not null default 0,
        add column before_vat numeric(18, 2) not null default 0,
        add column before_gross numeric(18, 2) not null default 0,
        add column vat_pln numeric(18, 2),
        add constraint before_adds_up check (before_net + before_vat = before_gross);

      -- Deposits, interest, earlier balances: what changes the amount to pay and nothing else (R106).
      create table invoice_charges (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        invoice_id bigint not null,
        position smallint not null check (position between 1 and 200),
        kind text not null check (kind in ('charge', 'deduction')),
        amount numeric(18, 2) not null check (amount > 0 and amount <= 9999999.99),
        reason text not null check (length(reason) between 1 and 256),
        primary key (account_id, invoice_id, position),
        foreign key (account_id, invoice_id) references invoices
      );
      alter table invoice_charges enable row level security;
      create policy seen_with_their_invoice on invoice_charges to tandem_app
        using (account_id = app_account() and exists (select from invoices i where i.id = invoice_id));
      grant select, insert, delete on invoice_charges to tandem_app;

      -- Advances that a final invoice takes off, as it says them (art. 106f(3)).
      create table settled_advances (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        final_id bigint not null,
        advance_id bigint not null,
        position smallint not null,
        number text not null,
        issue_on date not null,
        net numeric(18, 2) not null,
        vat numeric(18, 2) not null,
        gross numeric(18, 2) not null,
        primary key (account_id, final_id, advance_id),
        foreign key (account_id, final_id) references invoices,
        foreign key (account_id, advance_id) references invoices,
        check (net + vat = gross)
      );
      create index settling_finals on settled_advances (account_id, advance_id);
      alter table settled_advances enable row level security;
      create policy seen_with_their_final on settled_advances to tandem_app
        using (account_id = app_account() and exists (select from invoices i where i.id = final_id));
      grant select, insert, delete on settled_advances to tandem_app;

      -- Kinds that are no sale of their own: what continues them leaves them as they are, until it takes money for them.
      create function is_order(kind text) returns boolean language sql immutable as $$ select kind in ('proforma', 'estimate', 'client_order') $$;

      -- Whether an issued document that stands holds this one, seen by the person or not (R125): a sale by whatever continues it, an order by
      -- its advances and finals, an advance by the final that takes it off.
      create or replace function is_continued(document bigint) returns boolean
        language sql stable security definer set search_path = public, pg_temp as $$
        select exists (select from invoices c join invoices s on s.account_id = c.account_id and s.id = c.from_invoice_id
            where c.account_id = app_account() and c.from_invoice_id = document and c.issued_at is not null and c.cancelled_at is null
              and c.deleted_at is null and (not is_order(s.kind) or c.kind in ('advance', 'final')))
          or exists (select from settled_advances a join invoices f on f.account_id = a.account_id and f.id = a.final_id
            where a.account_id = app_account() and a.advance_id = document and f.issued_at is not null and f.cancelled_at is null
              and f.deleted_at is null) $$;

      -- What holds a document, as is_continued says, seen by the person or not; a key is of the form that made it.
      create function continuations_of(document bigint) returns table (id bigint, kind text, request_key text)
        language sql stable security definer set search_path = public, pg_temp as $$
        select c.id, c.kind, c.request_key::text from invoices c where c.account_id = app_account() and c.from_invoice_id = document
            and c.issued_at is not null and c.cancelled_at is null and c.deleted_at is null
        union all select f.id, f.kind, f.request_key::text from settled_advances a join invoices f on f.account_id = a.account_id and f.id = a.final_id
          where a.account_id = app_account() and a.advance_id = document and f.issued_at is not null and f.cancelled_at is null
            and f.deleted_at is null $$;

      -- Corrections of a document that stand, and those of these in turn; each says the difference to the one before.
      create function corrections_of(document bigint) returns table (id bigint, gross numeric)
        language sql stable security definer set search_path = public, pg_temp as $$
        with recursive corrections as (
          select c.id, c.gross from invoices c where c.account_id = app_account() and c.from_invoice_id = document and c.kind = 'correction'
            and c.issued_at is not null and c.cancelled_at is null and c.deleted_at is null
          union all select c.id, c.gross from corrections k join invoices c on c.account_id = app_account() and c.from_invoice_id = k.id
            and c.kind = 'correction' and c.issued_at is not null and c.cancelled_at is null and c.deleted_at is null)
        select id, gross from corrections $$;

      -- Descent (R42) and what a document keeps while another one holds it (R125), whoever writes.
      create or replace function keep_descent() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        declare source record; taken boolean; is_given boolean;
        begin
          if new.from_invoice_id is distinct from old.from_invoice_id then raise exception 'A document keeps what it continues'; end if;
          is_given = new.issued_at is not null and new.cancelled_at is null and new.deleted_at is null
            and (old.issued_at is null or old.deleted_at is not null);
          if is_given and new.from_invoice_id is not null then
            select kind, gross, issued_at is not null and cancelled_at is null and deleted_at is null stands into source
              from invoices where account_id = new.account_id and id = new.from_invoice_id for no key update;
            if not source.stands then raise exception 'A document continues one that stands'; end if;
            select exists (select from invoices c where c.account_id = new.account_id and c.from_invoice_id = new.from_invoice_id and c.id <> new.id
                and c.issued_at is not null and c.cancelled_at is null and c.deleted_at is null
                and (not is_order(source.kind) or c.kind = 'final' and new.kind in ('advance', 'final'))) into taken;
            if taken then raise exception 'A sale is continued once, and an order has one final invoice'; end if;
            if new.kind = 'advance' and (select sum(gross + coalesce((select sum(k.gross) from corrections_of(c.id) k), 0)) from invoices c
                where c.account_id = new.account_id and c.from_invoice_id = new.from_invoice_id
                and (c.id = new.id or c.kind = 'advance' and c.issued_at is not null and c.cancelled_at is null and c.deleted_at is null)) > source.gross then
              raise exception 'Advances are no more than their order';
            end if;
          end if;
          if is_given and new.kind = 'final' then
            perform from invoices a join settled_advances s on s.account_id = a.account_id and s.advance_id = a.id
              where s.account_id = new.account_id and s.final_id = new.id order by a.id for no key update of a;
            if not exists (select from settled_advances where account_id = new.account_id and final_id = new.id) then
              raise exception 'A final invoice takes advances off';
            end if;
            if exists (select from settled_advances s join invoices a on a.account_id = s.account_id and a.id = s.advance_id
                where s.account_id = new.account_id and s.final_id = new.id and (a.kind <> 'advance' or a.issued_at is null
                  or a.cancelled_at is not null or a.deleted_at is not null)) then
              raise exception 'A final invoice takes off advances that stand';
            end if;
            if exists (select from settled_advances s join settled_advances o on o.account_id = s.account_id and o.advance_id = s.advance_id
                join invoices f on f.account_id = o.account_id and f.id = o.final_id
                where s.account_id = new.account_id and s.final_id = new.id and o.final_id <> new.id
                  and f.issued_at is not null and f.cancelled_at is null and f.deleted_at is null) then
              raise exception 'An advance is taken off once';
            end if;
          end if;
          if old.issued_at is not null
              and (new.net, new.vat, new.gross, new.issue_on, new.sold_on, new.cancelled_at is null, new.deleted_at is null) is distinct from
                (old.net, old.vat, old.gross, old.issue_on, old.sold_on, old.cancelled_at is null, old.deleted_at is null)
              and (exists (select from invoices c where c.account_id = new.account_id and c.from_invoice_id = new.id and c.issued_at is not null
                  and c.cancelled_at is null and c.deleted_at is null and (not is_order(new.kind) or c.kind in ('advance', 'final')))
                or exists (select from settled_advances a join invoices f on f.account_id = a.account_id and f.id = a.final_id
                  where a.account_id = new.account_id and a.advance_id = new.id and f.issued_at is not null and f.cancelled_at is null
                    and f.deleted_at is null)) then
            raise exception 'A document that is continued stays as it is';
          end if;
          return new;
        end $$;

      -- The kinds that are new make deals as R40 says.
      update integration_settings set accepted_kinds = accepted_kinds
        || array(select unnest('{vat_mp,wdt,export_products,invoice_other,advance,final}'::text[]) except select unnest(accepted_kinds));
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      create or replace function is_continued(document bigint) returns boolean
        language sql stable security definer set search_path = public, pg_temp as $$
        select exists (select from invoices where account_id = app_account() and from_invoice_id = document
          and issued_at is not null and cancelled_at is null and deleted_at is null) $$;
      create or replace function keep_descent() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
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
      create or replace function remember_lines() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        declare document record;
        begin
          for document in select account_id, invoice_id, jsonb_agg(jsonb_strip_nulls(jsonb_build_object('name', name, 'unit', unit, 'quantity', quantity,
              'price', price, 'discount', nullif(discount, 0), 'vat_rate', vat_rate, 'gross', gross)) order by position) as lines
            from changed_lines group by account_id, invoice_id
          loop
            perform write_history(document.account_id, 'invoices', document.invoice_id, 'changed', case tg_op
              when 'INSERT' then jsonb_build_object('lines', jsonb_build_array(null, document.lines))
              else jsonb_build_object('lines', jsonb_build_array(document.lines, null)) end);
          end loop;
          return null;
        end $$;
      drop function continuations_of(bigint);
      drop function corrections_of(bigint);
      drop function is_order(text);
      drop table settled_advances;
      drop table invoice_charges;
      alter table invoice_taxes drop column vat_pln, drop column before_gross, drop column before_vat, drop column before_net;
      alter table invoice_lines drop column description, drop column classification, drop column code, drop column product_id, drop column annex_15,
        drop column gtu, drop column before, drop constraint quantity_is_not_negative, add constraint invoice_lines_quantity_check check (quantity > 0);
      alter table invoices drop column language, drop column exchange_rate, drop column exchange_table, drop column exchange_on, drop column exempt_basis,
        drop column margin_procedure, drop column procedures, drop column split_payment, drop column oss, drop column order_no, drop column issuer_name,
        drop column internal_note, drop column footer, drop constraint corrections_name_what_they_correct, drop constraint corrections_correct_a_document,
        drop constraint only_corrections_are_negative, drop column correction_reason, drop column corrects_kind, drop column corrected_number,
        drop column corrected_issue_on, drop column content_before, drop column content_after, drop column note_kind, drop column to_pay,
        drop column paid, drop column paid_on;
    `);
  }
}
