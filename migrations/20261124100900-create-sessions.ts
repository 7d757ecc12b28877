import { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSessions20261124100900 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      create table sessions (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        user_id bigint not null,
        token_hash bytea not null unique,
        device text not null default '',
        opened_at timestamptz not null default now(),
        seen_at timestamptz not null default now(),
        ended_at timestamptz,
        primary key (account_id, id),
        foreign key (account_id, user_id) references users
      );
      create index sessions_of_user on sessions (account_id, user_id);
      alter table sessions enable row level security;
      create policy own_sessions on sessions to tandem_app using (account_id = app_account() and user_id = app_user());
      grant select, insert, update (ended_at) on sessions to tandem_app;

      -- A new password or leaving ends all of a person's sessions, also for an administrator who cannot see them.
      create function end_sessions_of(person bigint) returns void language sql security definer set search_path = public
        as $$ update sessions set ended_at = now() where account_id = app_account() and user_id = person and ended_at is null $$;

      -- The person behind a session's token, with all that policies and the frame of a page need; "over" when it has ended.
      create function session_of(hash bytea)
        returns table (over boolean, session_id bigint, account_id bigint, account_name text, time_zone text, currency text, user_id bigint,
          name text, language text, theme text, crm_role text, crm_level text, invoicing_role text, invoicing_level text,
          departments text, integration boolean)
        language plpgsql volatile security definer set search_path = public as $$
        begin
          update sessions s set seen_at = now() where s.token_hash = hash and s.ended_at is null
            and s.seen_at < now() - interval '1 minute' and s.seen_at > now() - interval '14 days';
          return query
            select s.ended_at is not null or s.seen_at < now() - interval '14 days' or u.left_at is not null,
              s.id, s.account_id, a.name, a.time_zone, a.currency::text, u.id, u.name, u.language, u.theme,
              c.role, c.level, i.role, i.level,
              (select coalesce(array_agg(d.department_id), '{}')::text from department_members d
                where d.account_id = s.account_id and d.user_id = s.user_id and d.ended_at is null),
              coalesce(x.active, false)
            from sessions s
            join accounts a on a.id = s.account_id
            join users u on u.account_id = s.account_id and u.id = s.user_id
            left join memberships c on c.account_id = s.account_id and c.user_id = s.user_id and c.side = 'crm' and c.ended_at is null
            left join memberships i on i.account_id = s.account_id and i.user_id = s.user_id and i.side = 'invoicing' and i.ended_at is null
            left join integration_settings x on x.account_id = s.account_id
            where s.token_hash = hash;
        end $$;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop function session_of(bytea);
      drop function end_sessions_of(bigint);
      drop table sessions;
    `);
  }
}
