import { MigrationInterface, QueryRunner } from 'typeorm';

export class KnowTheExchangeRatesOfNbp20261124141010 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- Days that NBP was asked about: each with its table A, '227/A/NBP/2026', or with none. They are everybody's, and never change (R100).
      create table exchange_tables (
        day date primary key,
        number text unique check (number ~ '^[0-9]{1,3}/A/NBP/[0-9]{4}$')
      );
      create table exchange_rates (
        currency text not null check (currency ~ '^[A-Z]{3}$'),
        effective_on date not null references exchange_tables,
        mid numeric(14, 8) not null check (mid > 0),
        primary key (currency, effective_on)
      );
      grant select on exchange_tables, exchange_rates to tandem_app;

      -- Keeps what NBP answered: [{day, number, rates: [{currency, mid}]}]. What is known stays; a day that had no table may get one late.
      create function keep_exchange_tables(answered jsonb) returns void language sql security definer set search_path = public, pg_temp as $$
        insert into exchange_tables (day, number)
          select (t->>'day')::date, t->>'number' from jsonb_array_elements(answered) t order by 1
          on conflict (day) do update set number = excluded.number where exchange_tables.number is null and excluded.number is not null;
        insert into exchange_rates (currency, effective_on, mid)
          select r->>'currency', (t->>'day')::date, (r->>'mid')::numeric
            from jsonb_array_elements(answered) t, jsonb_array_elements(t->'rates') r order by 2, 1
          on conflict do nothing;
      $$;
      revoke execute on function keep_exchange_tables(jsonb) from public;
      grant execute on function keep_exchange_tables(jsonb) to tandem_app;

      -- Rates of small units have eight places: 1 IDR = 0.00022815 PLN.
      alter table invoices alter column exchange_rate type numeric(14, 8);
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      alter table invoices alter column exchange_rate type numeric(12, 6);
      drop function keep_exchange_tables(jsonb);
      drop table exchange_rates, exchange_tables;
    `);
  }
}
