import { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateProducts20261124146010 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      create table products (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        name text not null check (length(name) between 1 and 512),
        code text check (length(code) between 1 and 50),
        description text check (length(description) between 1 and 1000),
        unit text check (length(unit) between 1 and 20),
        -- Which of the two prices was typed; the other follows by the rate.
        price_kind text not null default 'net' check (price_kind in ('net', 'gross')),
        net_price numeric(20, 8) check (net_price >= 0),
        gross_price numeric(20, 8) check (gross_price >= net_price),
        vat_rate text not null,
        currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
        gtu text check (gtu ~ '^GTU_(0[1-9]|1[0-3])$'),
        annex_15 boolean not null default false,
        classification text check (length(classification) between 1 and 50),
        category_id bigint,
        archived_at timestamptz,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        search text not null generated always as (app_folded(name || ' ' || coalesce(code, ''))) stored,
        primary key (account_id, id),
        foreign key (account_id, category_id) references categories,
        check ((net_price is null) = (gross_price is null))
      );
      create unique index one_product_code on products (account_id, lower(code));
      create index products_in_order on products (account_id, app_folded(name), id);
      create index products_of_category on products (account_id, category_id);
      create index products_by_search on products using gin (account_id, search gin_trgm_ops);
      call keep('products', $$app_member('invoicing')$$);

      -- A line keeps what it was copied from; what the line says is its own (R11).
      alter table invoice_lines add constraint lines_name_a_product foreign key (account_id, product_id) references products;
      create index lines_of_product on invoice_lines (account_id, product_id, invoice_id) where product_id is not null;

      -- The history of what only Invoicing has is Invoicing's.
      create policy catalogue_seen_in_invoicing on history as restrictive to tandem_app
        using (record_table not in ('categories', 'products', 'price_lists') or app_member('invoicing'));

      -- Ids in order of the names, after or before an edge. Below a policy neither LIKE nor the order of folded names can use an index, so it is
      -- read as the owner, with the policy's condition written in it, and put together anew for each question (as list_clients).
      create function list_products(words text, of_category bigint, archived boolean, edge bigint, back boolean, most integer)
        returns setof bigint language plpgsql stable rows 50 security definer set search_path = public, pg_temp as $$
        declare
          direction text := case when back then 'desc' else 'asc' end;
          edge_name text;
          condition text;
        begin
          if not app_member('invoicing') then return; end if;
          select coalesce(string_agg(format(' and search like %L', pattern), ''), '') into condition
            from unnest(app_search_patterns(words)) pattern where pattern <> '%%';
          condition := condition || case when archived then ' and archived_at is not null' else ' and archived_at is null' end;
          if of_category is not null then condition := condition || ' and category_id = $2'; end if;
          if edge is not null then
            select app_folded(name) into edge_name from products where account_id = app_account() and id = edge;
            condition := condition || format(' and (app_folded(name), id) %s ($3, $4)', case when back then '<' else '>' end);
          end if;
          return query execute format('select id from products where account_id = $1 %s order by app_folded(name) %s, id %s limit $5',
              condition, direction, direction)
            using app_account(), of_category, edge_name, edge, most;
        end $$;

      -- The products that a typed text means as a whole: the one of this code, else all of this name.
      create function products_called(typed text) returns setof bigint
        language sql stable rows 1 security definer set search_path = public, pg_temp as $$
        with of_code as (select id from products where account_id = app_account() and lower(code) = lower(btrim(typed)) and archived_at is null)
        select id from of_code where app_member('invoicing')
        union all select id from products where account_id = app_account() and app_folded(name) = app_folded(typed) and archived_at is null
          and not exists (select from of_code) and app_member('invoicing') $$;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop function products_called(text);
      drop function list_products(text, bigint, boolean, bigint, boolean, integer);
      drop policy catalogue_seen_in_invoicing on history;
      drop index lines_of_product;
      alter table invoice_lines drop constraint lines_name_a_product;
      drop table products;
    `);
  }
}
