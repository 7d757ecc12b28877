import { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepRestrictedValuesApart20261124157010 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- Whether who asks is owner or administrator of CRM; what is done as the account does not make anybody one.
      create function app_administers_crm() returns boolean language sql stable security definer set search_path = public, pg_temp as $$
        select exists (select from memberships where account_id = app_account() and user_id = app_user() and side = 'crm'
          and role in ('owner', 'administrator') and ended_at is null) $$;

      -- Values of restricted fields (R16): in a table of their own, so that no statement about clients or deals hands them out.
      create table restricted_values (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        record text not null check (record in ('client', 'deal')),
        client_id bigint check ((record = 'client') = (client_id is not null)),
        deal_id bigint check ((record = 'deal') = (deal_id is not null)),
        key text not null,
        -- None where the field was emptied: what was written once is never removed.
        value jsonb,
        foreign key (account_id, record, key) references own_fields (account_id, record, key),
        foreign key (account_id, client_id) references clients,
        foreign key (account_id, deal_id) references deals,
        record_id bigint not null generated always as (coalesce(client_id, deal_id)) stored,
        primary key (account_id, record, record_id, key)
      );
      create index restricted_values_of_client on restricted_values (account_id, client_id) where client_id is not null;
      create index restricted_values_of_deal on restricted_values (account_id, deal_id) where deal_id is not null;
      alter table restricted_values enable row level security;
      create policy seen_by_administrators_of_crm on restricted_values to tandem_app
        using (account_id = app_account() and app_administers_crm()
          and case record when 'client' then exists (select from clients c where c.id = client_id) else exists (select from deals d where d.id = deal_id) end);
      grant select, insert, update on restricted_values to tandem_app;

      -- They stand in restricted fields only, and their history says that they changed, not to what.
      create function keep_restricted_value() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          if not exists (select from own_fields f where f.account_id = new.account_id and f.record = new.record and f.key = new.key
              and f.restricted and (new.value is null or is_own_value(f.type, new.value))) then
            raise exception 'No restricted field "%" of a % takes this value', new.key, new.record using errcode = 'check_violation', constraint = 'own_values';
          end if;
          perform write_history(new.account_id, new.record || 's', new.record_id, 'changed',
            jsonb_build_object('own_restricted', jsonb_build_array(new.key, new.key)));
          return null;
        end $$;
      create trigger keep_restricted_value after insert or update on restricted_values for each row execute function keep_restricted_value();

      -- Two cards become one (R127): the kept one takes what it lacks, whoever puts them together.
      create function take_over_restricted_values(from_client bigint, into_client bigint) returns void
        language sql security definer set search_path = public, pg_temp as $$
        insert into restricted_values (account_id, record, client_id, key, value)
          select account_id, record, into_client, key, value from restricted_values
          where account_id = app_account() and client_id = from_client and value is not null
        on conflict (account_id, record, record_id, key) do update set value = excluded.value where restricted_values.value is null $$;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop table restricted_values;
      drop function take_over_restricted_values(bigint, bigint);
      drop function keep_restricted_value();
      drop function app_administers_crm();
    `);
  }
}
