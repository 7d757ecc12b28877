import { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateInvoiceLines20261124101700 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      create table invoice_lines (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        invoice_id bigint not null,
        position smallint not null,
        name text not null check (length(name) between 1 and 512),
        unit text,
        quantity numeric(16, 6) not null check (quantity > 0),
        price numeric(18, 8) not null check (price >= 0),
        discount numeric(18, 2) not null default 0 check (discount >= 0),
        vat_rate text not null,
        net numeric(18, 2) not null,
        vat numeric(18, 2) not null,
        gross numeric(18, 2) not null,
        -- The deal that this line came from (R26, R38).
        deal_id bigint,
        primary key (account_id, id),
        foreign key (account_id, invoice_id) references invoices,
        foreign key (account_id, deal_id) references deals,
        check (net + vat = gross)
      );
      create index lines_of_invoice on invoice_lines (account_id, invoice_id, position);
      alter table invoice_lines enable row level security;
      create policy seen_with_their_invoice on invoice_lines to tandem_app
        using (account_id = app_account() and exists (select from invoices i where i.id = invoice_id));
      grant select, insert, delete on invoice_lines to tandem_app;

      -- What a document says of each VAT rate, copied onto it when it is saved.
      create table invoice_taxes (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        invoice_id bigint not null,
        vat_rate text not null,
        net numeric(18, 2) not null,
        vat numeric(18, 2) not null,
        gross numeric(18, 2) not null,
        primary key (account_id, invoice_id, vat_rate),
        foreign key (account_id, invoice_id) references invoices,
        check (net + vat = gross)
      );
      alter table invoice_taxes enable row level security;
      create policy seen_with_their_invoice on invoice_taxes to tandem_app
        using (account_id = app_account() and exists (select from invoices i where i.id = invoice_id));
      grant select, insert, delete on invoice_taxes to tandem_app;

      -- Lines are replaced as a whole: one entry in their document's history a statement, not one a line.
      create function remember_lines() returns trigger language plpgsql security definer set search_path = public as $$
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
      create trigger remember_lines after insert on invoice_lines referencing new table as changed_lines
        for each statement execute function remember_lines();
      create trigger remember_removed_lines after delete on invoice_lines referencing old table as changed_lines
        for each statement execute function remember_lines();
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop table invoice_taxes;
      drop table invoice_lines;
      drop function remember_lines();
    `);
  }
}
