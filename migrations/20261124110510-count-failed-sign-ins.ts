import { MigrationInterface, QueryRunner } from 'typeorm';

export class CountFailedSignIns20261124110510 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- Attempts at signing in that have not succeeded, of a quarter of an hour. Nobody is known yet, so they belong to no account; what was typed
      -- as the login is kept as a hash, for it may have been a password.
      create unlogged table sign_in_attempts (
        id bigint generated always as identity primary key,
        login_hash bytea not null,
        address text not null,
        at timestamptz not null default clock_timestamp()
      );
      create index attempts_of_login on sign_in_attempts (login_hash, at);
      create index attempts_of_address on sign_in_attempts (address, at);

      -- Notes an attempt and tells for how many seconds nothing may be tried; noted before the password is checked, and one login after another,
      -- so that many guesses at once are counted as well. From one address a login may fail ten times, from all addresses fifty times, and an
      -- address with all its logins two hundred times.
      create function sign_in_pause(login text, from_address text) returns integer
        language plpgsql volatile security definer set search_path = public as $$
        declare
          hash bytea := sha256(convert_to(lower(login), 'UTF8'));
          since timestamptz := clock_timestamp() - interval '15 minutes';
          pause interval;
        begin
          perform pg_advisory_xact_lock(7351002, hashtext(encode(hash, 'hex')));
          delete from sign_in_attempts where id in (select id from sign_in_attempts where at < since order by id limit 100 for update skip locked);
          select max(until) - clock_timestamp() into pause from (
            (select at + interval '15 minutes' until from sign_in_attempts where login_hash = hash and address = from_address and at > since
              order by at desc offset 9 limit 1)
            union all (select at + interval '15 minutes' from sign_in_attempts where login_hash = hash and at > since order by at desc offset 49 limit 1)
            union all (select at + interval '15 minutes' from sign_in_attempts where address = from_address and at > since
              order by at desc offset 199 limit 1)) limits;
          if pause is null then insert into sign_in_attempts (login_hash, address) values (hash, from_address); end if;
          return coalesce(ceil(extract(epoch from pause)), 0);
        end $$;

      -- Whoever knew the password is free of their own slips.
      create function sign_in_succeeded(login text, from_address text) returns void
        language sql volatile security definer set search_path = public
        as $$ delete from sign_in_attempts where login_hash = sha256(convert_to(lower(login), 'UTF8')) and address = from_address $$;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop function sign_in_succeeded(text, text);
      drop function sign_in_pause(text, text);
      drop table sign_in_attempts;
    `);
  }
}
