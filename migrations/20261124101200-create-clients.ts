import { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateClients20261124101200 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      create table clients (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        name text not null check (length(name) between 1 and 512),
        short_name text,
        company boolean not null default true,
        first_name text,
        last_name text,
        tax_country char(2) not null default 'PL',
        tax_no text,
        tax_key text check (tax_key ~ '^[A-Z]{2}:[0-9A-Z]+$'),
        regon text,
        pesel text,
        street text,
        post_code text,
        city text,
        country char(2) not null default 'PL',
        delivery_address text,
        email text,
        phone text,
        mobile_phone text,
        www text,
        bank_account text,
        payment_days integer check (payment_days between 0 and 365),
        discount numeric(5, 2) check (discount between 0 and 100),
        description text,
        note text,
        category text,
        tags text[] not null default '{}',
        department_id bigint,
        responsible_id bigint,
        payer_id bigint,
        external_id text,
        deleted_at timestamptz,
        deleted_by bigint,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        search text not null generated always as (app_folded(
          name || ' ' || coalesce(short_name, '') || ' ' || coalesce(tax_no, '') || ' ' || coalesce(email, '') || ' ' || coalesce(city, ''))) stored,
        primary key (account_id, id),
        foreign key (account_id, department_id) references departments,
        foreign key (account_id, responsible_id) references users,
        foreign key (account_id, payer_id) references clients,
        check (payer_id <> id),
        check ((tax_no is null) = (tax_key is null))
      );
      create index clients_by_tax_no on clients (account_id, tax_key) where deleted_at is null;
      create index clients_by_name on clients (account_id, app_folded(name)) where deleted_at is null;
      create unique index one_external_id on clients (account_id, external_id);
      create index clients_by_search on clients using gin (account_id, search gin_trgm_ops);
      create index clients_in_order on clients (account_id, app_folded(name), id) where deleted_at is null;
      create index clients_of_responsible on clients (account_id, responsible_id, app_folded(name), id) where deleted_at is null;
      create index clients_of_payer on clients (account_id, payer_id);
      -- One client base: a member of either side sees a client that the level of that side reaches (R1, R72).
      call keep('clients', $$app_sees('crm', department_id, responsible_id) or app_sees('invoicing', department_id, responsible_id)$$);

      -- Below a policy LIKE cannot use the trigram index, so the search runs as the owner, with the policy's conditions written in it.
      create function search_clients(words text, most integer) returns setof bigint
        language sql stable security definer set search_path = public as $$
        select id from clients where account_id = app_account() and deleted_at is null
          and search like all (select '%' || replace(replace(replace(word, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'
            from unnest(string_to_array(app_folded(words), ' ')) word)
          and (app_sees('crm', department_id, responsible_id) or app_sees('invoicing', department_id, responsible_id))
        order by app_folded(name), id limit most $$;

      -- Whoever sees a deal or a document sees its client's name, nothing more of a client closed to them (R131).
      create function client_name(client bigint) returns text language sql stable security definer set search_path = public
        as $$ select name from clients where account_id = app_account() and id = client and (app_member('crm') or app_member('invoicing')) $$;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop function client_name(bigint);
      drop function search_clients(text, integer);
      drop table clients;
    `);
  }
}
