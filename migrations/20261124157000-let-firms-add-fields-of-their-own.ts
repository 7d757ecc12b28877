import { MigrationInterface, QueryRunner } from 'typeorm';

export class LetFirmsAddFieldsOfTheirOwn20261124157000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- Fields that a firm adds to its clients and deals (R13). The key, the kind of value and whether it is restricted are chosen once: values follow them.
      create table own_fields (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        record text not null check (record in ('client', 'deal')),
        key text not null check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
        name text not null check (length(name) between 1 and 100),
        type text not null check (type in ('text', 'long_text', 'integer', 'decimal', 'checkbox', 'date', 'datetime')),
        -- Seen and filled by owner and administrators of CRM only (R16).
        restricted boolean not null default false,
        position smallint not null,
        removed_at timestamptz,
        version integer not null default 1,
        created_by bigint default app_user(),
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (account_id, id),
        unique (account_id, record, key)
      );
      create unique index one_own_field_of_a_name on own_fields (account_id, record, app_folded(name)) where removed_at is null;
      call keep('own_fields', $$app_member('crm') or (record = 'client' and app_member('invoicing'))$$);

      -- Values by key, of fields that are not restricted: a JSON value of its field's type; an empty field has none.
      alter table clients add column own jsonb not null default '{}' check (jsonb_typeof(own) = 'object');
      alter table deals add column own jsonb not null default '{}' check (jsonb_typeof(own) = 'object');

      -- Whether a value is one of a field's type. Decimals are texts, so that nothing makes a float of them; a date and time is the account's wall clock.
      create function is_own_value(of_type text, value jsonb) returns boolean language sql immutable as $$
        select case of_type
          when 'text' then jsonb_typeof(value) = 'string' and length(value #>> '{}') between 1 and 255
          when 'long_text' then jsonb_typeof(value) = 'string' and length(value #>> '{}') between 1 and 20000
          when 'integer' then jsonb_typeof(value) = 'number' and (value #>> '{}') ~ '^-?[0-9]{1,15}$'
          when 'decimal' then jsonb_typeof(value) = 'string' and (value #>> '{}') ~ '^-?[0-9]{1,15}([.][0-9]{1,8})?$'
          when 'checkbox' then value = 'true'
          when 'date' then jsonb_typeof(value) = 'string' and (value #>> '{}') ~ '^(20[0-9]{2}|2100)-[0-9]{2}-[0-9]{2}$'
          when 'datetime' then jsonb_typeof(value) = 'string' and (value #>> '{}') ~ '^(20[0-9]{2}|2100)-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$'
          else false end $$;

      -- Values stand in defined fields only; its argument is the kind of record.
      create function refuse_unknown_own_values() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        declare wrong text;
        begin
          select v.key into wrong from jsonb_each(new.own) v
            left join own_fields f on f.account_id = new.account_id and f.record = tg_argv[0] and f.key = v.key and not f.restricted
            where f.key is null or not is_own_value(f.type, v.value) limit 1;
          if wrong is not null then
            raise exception 'No own field "%" of a % takes this value', wrong, tg_argv[0] using errcode = 'check_violation', constraint = 'own_values';
          end if;
          return new;
        end $$;
      create trigger own_values_when_made before insert on clients for each row when (new.own <> '{}')
        execute function refuse_unknown_own_values('client');
      create trigger own_values_when_changed before update on clients for each row when (new.own is distinct from old.own)
        execute function refuse_unknown_own_values('client');
      create trigger own_values_when_made before insert on deals for each row when (new.own <> '{}')
        execute function refuse_unknown_own_values('deal');
      create trigger own_values_when_changed before update on deals for each row when (new.own is distinct from old.own)
        execute function refuse_unknown_own_values('deal');

      -- What a key, its type and its secrecy were chosen for stays so.
      create function keep_own_field() returns trigger language plpgsql as $$
        begin
          if (new.record, new.key, new.type, new.restricted) is distinct from (old.record, old.key, old.type, old.restricted) then
            raise exception 'An own field keeps its record, key, type and restriction';
          end if;
          return new;
        end $$;
      create trigger keep_own_field before update on own_fields for each row execute function keep_own_field();
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop trigger own_values_when_changed on deals;
      drop trigger own_values_when_made on deals;
      drop trigger own_values_when_changed on clients;
      drop trigger own_values_when_made on clients;
      drop function refuse_unknown_own_values();
      drop function is_own_value(text, jsonb);
      alter table deals drop column own;
      alter table clients drop column own;
      drop table own_fields;
      drop function keep_own_field();
    `);
  }
}
