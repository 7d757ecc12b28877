import { MigrationInterface, QueryRunner } from 'typeorm';

export class GivePeopleNotices20261124151000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- What somebody is told: only ids stand here, the words are found when they read it, as far as they may know them then (R131).
      create table notices (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        user_id bigint not null,
        kind text not null check (kind <> ''),
        ids jsonb not null default '{}' check (jsonb_typeof(ids) = 'object'),
        -- What it is of, so that nobody is told it twice.
        key text not null check (length(key) between 1 and 200),
        -- Where they wanted it when it was given: in the application, by mail, or both.
        in_app boolean not null,
        by_mail boolean not null,
        made_at timestamptz not null default now(),
        read_at timestamptz,
        -- The mail that brought it.
        message_id bigint,
        primary key (account_id, id),
        unique (account_id, user_id, key),
        foreign key (account_id, user_id) references users,
        foreign key (account_id, message_id) references mail_messages,
        check (in_app or by_mail),
        check (message_id is null or by_mail)
      );
      create index notices_unread on notices (account_id, user_id) where in_app and read_at is null;
      create index notices_of_person on notices (account_id, user_id, id desc) where in_app;
      create index notices_of_message on notices (account_id, message_id) where message_id is not null;
      alter table notices enable row level security;
      create policy own_notices on notices to tandem_app using (account_id = app_account() and user_id = app_user());
      grant select, update (read_at, message_id, in_app) on notices to tandem_app;

      -- Where a person wants notices of a kind; of a kind without a row, as usual for it.
      create table notice_choices (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        user_id bigint not null default app_user(),
        kind text not null check (kind <> ''),
        in_app boolean not null,
        by_mail boolean not null,
        primary key (account_id, id),
        unique (account_id, user_id, kind),
        foreign key (account_id, user_id) references users
      );
      call keep('notice_choices', 'user_id = app_user()');

      -- Gives a notice to those of these people who work on a side (on this one, where one is named), as they chose; once for each key.
      create function give_notice(people bigint[], of_kind text, of_side text, about jsonb, of_key text, usually_in_app boolean,
          usually_by_mail boolean) returns table (id bigint, user_id bigint, by_mail boolean)
        language sql volatile security definer set search_path = public, pg_temp as $$
        insert into notices (account_id, user_id, kind, ids, key, in_app, by_mail)
          select u.account_id, u.id, of_kind, about, of_key, coalesce(c.in_app, usually_in_app), coalesce(c.by_mail, usually_by_mail)
            from users u left join notice_choices c on c.account_id = u.account_id and c.user_id = u.id and c.kind = of_kind
            where u.account_id = app_account() and u.id = any (people) and u.left_at is null
              and (coalesce(c.in_app, usually_in_app) or coalesce(c.by_mail, usually_by_mail))
              and exists (select from memberships m where m.account_id = u.account_id and m.user_id = u.id and m.ended_at is null
                and (of_side is null or m.side = of_side))
            order by u.id
          on conflict (account_id, user_id, key) do nothing
          returning notices.id, notices.user_id, notices.by_mail $$;
      revoke execute on function give_notice(bigint[], text, text, jsonb, text, boolean, boolean) from public;
      grant execute on function give_notice(bigint[], text, text, jsonb, text, boolean, boolean) to tandem_app;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop function give_notice(bigint[], text, text, jsonb, text, boolean, boolean);
      drop table notice_choices;
      drop table notices;
    `);
  }
}
