import { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePriceLists20261124146020 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      create table price_lists (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        name text not null check (length(name) between 1 and 100),
        currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
        -- Whether its prices are net or gross.
        price_kind text not null default 'net' check (price_kind in ('net', 'gross')),
        -- Off every product's own price that the list has no price of.
        percent_off numeric(5, 2) check (percent_off between 0 and 100),
        archived_at timestamptz,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (account_id, id)
      );
      create unique index one_price_list_name on price_lists (account_id, app_folded(name));
      call keep('price_lists', $$app_member('invoicing')$$);

      create table price_list_rows (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        price_list_id bigint not null,
        product_id bigint not null,
        price numeric(20, 8) not null check (price >= 0),
        primary key (account_id, price_list_id, product_id),
        foreign key (account_id, price_list_id) references price_lists,
        foreign key (account_id, product_id) references products
      );
      create index prices_of_product on price_list_rows (account_id, product_id);
      alter table price_list_rows enable row level security;
      create policy seen_in_invoicing on price_list_rows to tandem_app using (account_id = app_account() and app_member('invoicing'));
      grant select, insert, delete on price_list_rows to tandem_app;

      -- Rows are replaced as a whole: one entry in their list's history a statement.
      create function remember_prices() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        declare list record;
        begin
          for list in select r.account_id, r.price_list_id, jsonb_agg(jsonb_build_object('name', p.name, 'quantity', 1, 'price', r.price) order by p.id) as lines
            from changed_rows r join products p on p.account_id = r.account_id and p.id = r.product_id group by r.account_id, r.price_list_id
          loop
            perform write_history(list.account_id, 'price_lists', list.price_list_id, 'changed', case tg_op
              when 'INSERT' then jsonb_build_object('lines', jsonb_build_array(null, list.lines))
              else jsonb_build_object('lines', jsonb_build_array(list.lines, null)) end);
          end loop;
          return null;
        end $$;
      create trigger remember_prices after insert on price_list_rows referencing new table as changed_rows
        for each statement execute function remember_prices();
      create trigger remember_removed_prices after delete on price_list_rows referencing old table as changed_rows
        for each statement execute function remember_prices();
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop table price_list_rows;
      drop function remember_prices();
      drop table price_lists;
    `);
  }
}
