import { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateUsers20261124100300 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      create table users (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        name text not null check (length(name) between 1 and 200),
        login text not null check (length(login) between 1 and 100),
        email text not null check (length(email) between 3 and 255),
        password_hash text not null,
        language text not null default 'pl' check (language in ('pl', 'en')),
        theme text not null default 'auto' check (theme in ('auto', 'light', 'dark')),
        left_at timestamptz,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        primary key (account_id, id)
      );
      create unique index one_login on users (account_id, lower(login));
      create unique index one_email on users (account_id, lower(email));
      create index users_by_login on users (lower(login));
      create index users_by_email on users (lower(email));
      call keep('users', 'true', 'password_hash');
      -- The application writes password hashes and never reads them; identities() does at sign-in.
      revoke select on users from tandem_app;
      grant select (account_id, id, name, login, email, language, theme, left_at, version, created_at) on users to tandem_app;

      -- Who could be meant by a login or an e-mail, in any account (R128).
      create function identities(login_or_email text)
        returns table (account_id bigint, account_name text, user_id bigint, name text, password_hash text)
        language sql stable security definer set search_path = public as $$
        select u.account_id, a.name, u.id, u.name, u.password_hash from users u join accounts a on a.id = u.account_id
        where (lower(u.login) = lower(login_or_email) or lower(u.email) = lower(login_or_email)) and u.left_at is null
        order by u.account_id limit 20 $$;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop function identities(text);
      drop table users;
    `);
  }
}
