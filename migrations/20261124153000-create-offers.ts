import { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOffers20261124153000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- What offers begin with (R80).
      create table offer_templates (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        name text not null check (length(name) between 1 and 100),
        language text not null check (language in ('pl', 'en')),
        html text not null check (octet_length(html) <= 1048576),
        -- Its own colour; without one it is that of the department.
        colour text check (colour ~ '^#[0-9a-f]{6}$'),
        shows_logo boolean not null default true,
        footer text check (length(footer) between 1 and 1000),
        removed_at timestamptz,
        version integer not null default 1,
        created_by bigint default app_user(),
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (account_id, id)
      );
      call keep('offer_templates', $$app_member('crm')$$, 'html');

      create table offer_numbers (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        year smallint not null,
        last integer not null check (last > 0),
        primary key (account_id, year)
      );
      alter table offer_numbers enable row level security;
      create policy counted_by_crm on offer_numbers to tandem_app using (account_id = app_account() and app_member('crm'));
      grant select, insert, update (last) on offer_numbers to tandem_app;

      create table offers (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        number text not null check (length(number) between 1 and 40),
        deal_id bigint not null,
        template_id bigint,
        title text not null check (length(title) between 1 and 255),
        language text not null check (language in ('pl', 'en')),
        html text not null check (octet_length(html) <= 1048576),
        -- What the client is shown: html with every variable filled, as it was when the offer was sent or changed after that.
        filled_html text,
        colour text check (colour ~ '^#[0-9a-f]{6}$'),
        shows_logo boolean not null,
        footer text check (length(footer) between 1 and 1000),
        currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
        valid_until date check (valid_until between '2000-01-01' and '2100-12-31'),
        department_id bigint,
        responsible_id bigint,
        sent_at timestamptz,
        opened_at timestamptz,
        accepted_at timestamptz,
        accepted_by text check (length(accepted_by) between 1 and 255),
        accepted_version integer,
        declined_at timestamptz,
        decline_reason text check (length(decline_reason) between 1 and 2000),
        withdrawn_at timestamptz,
        deleted_at timestamptz,
        deleted_by bigint,
        -- Counts what changed in what the client reads, and nothing else: an answer names the version that it answers.
        version integer not null default 1,
        created_by bigint default app_user(),
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (account_id, id),
        unique (account_id, number),
        foreign key (account_id, deal_id) references deals,
        foreign key (account_id, template_id) references offer_templates,
        foreign key (account_id, department_id) references departments,
        foreign key (account_id, responsible_id) references users,
        check (num_nonnulls(accepted_at, declined_at, withdrawn_at) <= 1),
        check (sent_at is not null or num_nonnulls(opened_at, accepted_at, declined_at) = 0),
        check (sent_at is null or filled_html is not null),
        check (num_nonnulls(accepted_at, accepted_by, accepted_version) in (0, 3)),
        check (decline_reason is null or declined_at is not null),
        check (accepted_at is null or deleted_at is null)
      );
      create index offers_of_deal on offers (account_id, deal_id, id desc);
      create index offers_in_order on offers (account_id, id desc) where deleted_at is null;
      -- Offers are seen by whoever sees their deal (R72, R83).
      call keep('offers', $$exists (select from deals d where d.id = deal_id)$$, 'html', 'filled_html');

      create table offer_lines (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        offer_id bigint not null,
        position smallint not null,
        name text not null check (length(name) between 1 and 512),
        description text check (length(description) between 1 and 2000),
        unit text,
        quantity numeric(16, 6) not null check (quantity > 0),
        gross_price numeric(18, 2) not null check (gross_price >= 0),
        vat_rate text not null,
        primary key (account_id, id),
        foreign key (account_id, offer_id) references offers
      );
      create index lines_of_offer on offer_lines (account_id, offer_id, position);
      alter table offer_lines enable row level security;
      create policy seen_with_their_offer on offer_lines to tandem_app
        using (account_id = app_account() and exists (select from offers o where o.id = offer_id));
      grant select, insert, delete on offer_lines to tandem_app;

      -- What a client answered to stays as the client read it, and the answer too.
      create function keep_answered_offer() returns trigger language plpgsql as $$
        begin
          if num_nonnulls(old.accepted_at, old.declined_at) > 0 and
            (old.number, old.deal_id, old.title, old.language, old.html, old.filled_html, old.colour, old.shows_logo, old.footer, old.currency,
              old.valid_until, old.version, old.sent_at, old.accepted_at, old.accepted_by, old.accepted_version, old.declined_at, old.decline_reason)
            is distinct from
            (new.number, new.deal_id, new.title, new.language, new.html, new.filled_html, new.colour, new.shows_logo, new.footer, new.currency,
              new.valid_until, new.version, new.sent_at, new.accepted_at, new.accepted_by, new.accepted_version, new.declined_at, new.decline_reason)
          then raise exception 'An answered offer never changes' using errcode = 'check_violation'; end if;
          return new;
        end $$;
      create trigger keep_answered before update on offers for each row execute function keep_answered_offer();

      create function keep_answered_lines() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        declare line offer_lines := coalesce(new, old);
        begin
          if exists (select from offers o where o.account_id = line.account_id and o.id = line.offer_id
            and num_nonnulls(o.accepted_at, o.declined_at) > 0)
          then raise exception 'Lines of an answered offer never change' using errcode = 'check_violation'; end if;
          return line;
        end $$;
      create trigger keep_answered before insert or update or delete on offer_lines for each row execute function keep_answered_lines();

      -- As for deals: replaced as a whole, one entry in the offer's history a statement (R119).
      create function remember_offer_lines() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        declare offer record;
        begin
          for offer in select account_id, offer_id, jsonb_agg(jsonb_strip_nulls(jsonb_build_object('name', name, 'description', description,
              'unit', unit, 'quantity', quantity, 'gross_price', gross_price, 'vat_rate', vat_rate)) order by position) as lines
            from changed_lines group by account_id, offer_id
          loop
            perform write_history(offer.account_id, 'offers', offer.offer_id, 'changed', case tg_op
              when 'INSERT' then jsonb_build_object('lines', jsonb_build_array(null, offer.lines))
              else jsonb_build_object('lines', jsonb_build_array(offer.lines, null)) end);
          end loop;
          return null;
        end $$;
      create trigger remember_lines after insert on offer_lines referencing new table as changed_lines
        for each statement execute function remember_offer_lines();
      create trigger remember_removed_lines after delete on offer_lines referencing old table as changed_lines
        for each statement execute function remember_offer_lines();
    `);
    // Of history, offers' entries are seen by whoever sees the offer; the function's other lines stay as they are.
    await runner.query(`
      do $do$ begin
        execute replace(pg_get_functiondef('app_sees_record(text, bigint)'::regprocedure), 'else app_member',
          'when ''offers'' then exists (select from offers where id = of_id)
            when ''offer_templates'' then app_member(''crm'')
            else app_member');
      end $do$;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      do $do$ begin
        execute regexp_replace(pg_get_functiondef('app_sees_record(text, bigint)'::regprocedure),
          '\\s*when ''offers'' then exists \\(select from offers where id = of_id\\)\\s*when ''offer_templates'' then app_member\\(''crm''\\)', '');
      end $do$;
      drop table offer_lines;
      drop table offers;
      drop table offer_numbers;
      drop table offer_templates;
      drop function remember_offer_lines();
      drop function keep_answered_lines();
      drop function keep_answered_offer();
    `);
  }
}
