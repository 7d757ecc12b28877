import { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateDeals20261124101500 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      create table deals (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        name text not null check (length(name) between 1 and 512),
        agreed_gross numeric(18, 2) not null default 0 check (agreed_gross >= 0),
        vat_rate text not null default '23',
        currency char(3) not null default 'PLN' check (currency ~ '^[A-Z]{3}$'),
        client_id bigint,
        contact_id bigint,
        department_id bigint,
        responsible_id bigint,
        stage_id bigint not null,
        stage_since timestamptz not null default now(),
        lost_reason text,
        description text,
        payment_days integer check (payment_days between 0 and 365),
        expected_on date check (expected_on between '2000-01-01' and '2100-12-31'),
        external_id text,
        -- What the linked documents that count say (R36, R38); all null while none counts.
        mirrored_name text,
        counted_gross numeric(18, 2),
        mirrored_from_id bigint,
        -- The invoice that this deal was made for (R33, R43).
        born_of_invoice_id bigint,
        deleted_at timestamptz,
        deleted_by bigint,
        version integer not null default 1,
        created_by bigint default app_user(),
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        search text not null generated always as (app_folded(name || ' ' || coalesce(mirrored_name, ''))) stored,
        primary key (account_id, id),
        foreign key (account_id, client_id) references clients,
        foreign key (account_id, contact_id) references contacts,
        foreign key (account_id, department_id) references departments,
        foreign key (account_id, responsible_id) references users,
        foreign key (account_id, stage_id) references stages,
        check ((mirrored_name is null) = (counted_gross is null)),
        unique (account_id, born_of_invoice_id)
      );
      create unique index one_external_deal on deals (account_id, external_id);
      create index deals_in_order on deals (account_id, id desc) where deleted_at is null;
      create index deals_of_stage on deals (account_id, stage_id, id desc) where deleted_at is null;
      create index deals_of_responsible on deals (account_id, responsible_id, id desc) where deleted_at is null;
      create index deals_of_department on deals (account_id, department_id, id desc) where deleted_at is null;
      create index deals_of_client on deals (account_id, client_id, id desc);
      create index deals_by_search on deals using gin (account_id, search gin_trgm_ops);
      call keep('deals', $$app_sees('crm', department_id, responsible_id)$$);

      create function search_deals(words text, most integer) returns setof bigint
        language sql stable security definer set search_path = public as $$
        select id from deals where account_id = app_account() and deleted_at is null
          and search like all (select '%' || replace(replace(replace(word, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'
            from unnest(string_to_array(app_folded(words), ' ')) word)
          and app_sees('crm', department_id, responsible_id)
        order by id desc limit most $$;

      create table deal_lines (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        deal_id bigint not null,
        position smallint not null,
        name text not null check (length(name) between 1 and 512),
        unit text,
        quantity numeric(16, 6) not null check (quantity > 0),
        gross_price numeric(18, 2) not null check (gross_price >= 0),
        vat_rate text not null,
        primary key (account_id, id),
        foreign key (account_id, deal_id) references deals
      );
      create index lines_of_deal on deal_lines (account_id, deal_id, position);
      alter table deal_lines enable row level security;
      create policy seen_with_their_deal on deal_lines to tandem_app
        using (account_id = app_account() and exists (select from deals d where d.id = deal_id));
      grant select, insert, delete on deal_lines to tandem_app;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop table deal_lines;
      drop function search_deals(text, integer);
      drop table deals;
    `);
  }
}
