import { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateInvoices20261124101600 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      create table invoices (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        kind text not null,
        family text not null,
        number text check (length(number) between 1 and 256),
        number_typed boolean not null default false,
        issue_on date not null check (issue_on between '2006-01-01' and '2100-12-31'),
        sold_on date check (sold_on between '2000-01-01' and '2100-12-31'),
        payment_days integer check (payment_days between 0 and 365),
        due_on date check (due_on between '2000-01-01' and '2100-12-31'),
        payment_method text not null default 'transfer' check (payment_method in ('transfer', 'cash', 'card', 'other')),
        currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
        method text not null check (method in ('net_sum', 'net_line', 'gross_sum', 'gross_line')),
        discount_kind text not null default 'percent_total' check (discount_kind in ('percent_total', 'percent_unit', 'amount')),
        department_id bigint not null,
        seller_name text not null,
        seller_tax_no text not null default '',
        seller_street text,
        seller_post_code text,
        seller_city text,
        seller_country char(2) not null default 'PL',
        seller_email text,
        seller_phone text,
        seller_bank text,
        seller_bank_account text,
        client_id bigint,
        buyer_company boolean not null default true,
        buyer_name text check (length(buyer_name) between 1 and 512),
        buyer_tax_country char(2) not null default 'PL',
        buyer_tax_no text,
        buyer_street text,
        buyer_post_code text,
        buyer_city text,
        buyer_country char(2) not null default 'PL',
        buyer_email text,
        recipient_id bigint,
        recipient_name text,
        recipient_street text,
        recipient_post_code text,
        recipient_city text,
        recipient_country char(2),
        place text,
        notes text,
        net numeric(18, 2) not null,
        vat numeric(18, 2) not null,
        gross numeric(18, 2) not null,
        -- The document that this one continues (R42), never one it was copied from.
        from_invoice_id bigint,
        -- One posted form makes one document, however often it is sent (R118).
        request_key uuid,
        responsible_id bigint,
        issued_at timestamptz,
        issued_by bigint,
        cancelled_at timestamptz,
        cancelled_by bigint,
        cancel_reason text,
        deleted_at timestamptz,
        deleted_by bigint,
        delete_reason text,
        version integer not null default 1,
        created_by bigint default app_user(),
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        search text not null generated always as (app_folded(
          coalesce(number, '') || ' ' || coalesce(buyer_name, '') || ' ' || coalesce(buyer_tax_no, ''))) stored,
        primary key (account_id, id),
        foreign key (account_id, department_id) references departments,
        foreign key (account_id, client_id) references clients,
        foreign key (account_id, recipient_id) references clients,
        foreign key (account_id, responsible_id) references users,
        foreign key (account_id, from_invoice_id) references invoices,
        check (net + vat = gross),
        check ((issued_at is null) = (number is null)),
        check (cancelled_at is null or issued_at is not null)
      );
      -- A number is given once and never again, cancelled and deleted documents included (R46, R96, R120).
      create unique index one_number on invoices (account_id, seller_tax_no, family, number);
      create unique index one_document_a_form on invoices (account_id, request_key);
      create index invoices_in_order on invoices (account_id, issue_on desc, id desc) where deleted_at is null;
      create index invoices_of_kind on invoices (account_id, kind, issue_on desc, id desc) where deleted_at is null;
      create index invoices_of_client on invoices (account_id, client_id, issue_on desc, id desc);
      create index invoices_of_recipient on invoices (account_id, recipient_id) where recipient_id is not null;
      create index invoices_of_department on invoices (account_id, department_id, issue_on desc, id desc) where deleted_at is null;
      create index invoices_of_responsible on invoices (account_id, responsible_id, issue_on desc, id desc) where deleted_at is null;
      create index invoices_continuing on invoices (account_id, from_invoice_id) where from_invoice_id is not null;
      create index invoices_by_search on invoices using gin (account_id, search gin_trgm_ops);
      call keep('invoices', $$app_sees('invoicing', department_id, responsible_id)$$);
      alter table deals add constraint deals_born_of_invoice foreign key (account_id, born_of_invoice_id) references invoices;

      -- What an issued document keeps for good (R125), whoever writes.
      create function keep_issued_document() returns trigger language plpgsql as $$
        begin
          if old.issued_at is not null and (old.kind, old.family, old.number, old.currency, old.department_id, old.seller_tax_no, old.issued_at)
              is distinct from (new.kind, new.family, new.number, new.currency, new.department_id, new.seller_tax_no, new.issued_at) then
            raise exception 'An issued document keeps its kind, number, currency and department';
          end if;
          if old.cancelled_at is not null and new.cancelled_at is null then raise exception 'A cancelled document stays cancelled'; end if;
          return new;
        end $$;
      create trigger keep_issued_document before update on invoices for each row execute function keep_issued_document();

      create function search_invoices(words text, most integer) returns setof bigint
        language sql stable security definer set search_path = public as $$
        select id from invoices where account_id = app_account() and deleted_at is null
          and search like all (select '%' || replace(replace(replace(word, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'
            from unnest(string_to_array(app_folded(words), ' ')) word)
          and app_sees('invoicing', department_id, responsible_id)
        order by issue_on desc, id desc limit most $$;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop function search_invoices(text, integer);
      alter table deals drop constraint deals_born_of_invoice;
      drop table invoices;
      drop function keep_issued_document();
    `);
  }
}
