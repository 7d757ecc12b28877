import { MigrationInterface, QueryRunner } from 'typeorm';

export class RememberEveryMessageAndWhatBecameOfIt20261124142010 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- Mail that was wanted, and how far it came (R121). Who queued it is responsible for it, as the policies mean it.
      create table mail_messages (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        department_id bigint,
        queued_by bigint default app_user(),
        queued_at timestamptz not null default now(),
        language text not null,
        subject text not null,
        html text not null,
        text text not null,
        attachments jsonb not null default '[]' check (jsonb_typeof(attachments) = 'array'),
        message_id text,
        dated_at timestamptz,
        state text not null default 'queued'
          check (state in ('queued', 'handed_over', 'accepted', 'failed', 'unknown', 'bounced', 'withdrawn')),
        state_at timestamptz not null default now(),
        reason text,
        words text,
        due_at timestamptz default now(),
        attempt_id bigint,
        tries smallint not null default 0,
        repeated_at timestamptz,
        primary key (account_id, id),
        foreign key (account_id, department_id) references departments,
        check ((due_at is not null) = (state = 'queued')),
        check (state in ('queued', 'withdrawn') or message_id is not null),
        check (state <> 'handed_over' or attempt_id is not null)
      );
      create index messages_under_way on mail_messages (state, due_at) where state in ('queued', 'handed_over');
      create index messages_by_state on mail_messages (account_id, state, id);
      call keep('mail_messages', $$app_sees('invoicing', department_id, queued_by)$$, 'html', 'text');

      create table mail_recipients (
        account_id bigint not null default current_setting('app.account')::bigint,
        mail_message_id bigint not null,
        position smallint not null,
        kind text not null check (kind in ('to', 'cc')),
        address text not null check (address <> ''),
        state text check (state in ('accepted', 'refused')),
        words text,
        primary key (account_id, mail_message_id, position),
        foreign key (account_id, mail_message_id) references mail_messages
      );
      alter table mail_recipients enable row level security;
      create policy seen_with_their_message on mail_recipients to tandem_app
        using (account_id = app_account() and exists (select from mail_messages m where m.id = mail_message_id));
      grant select, insert, update (state, words) on mail_recipients to tandem_app;

      -- Each time a server took a message up: a row that never ended tells of a process that died.
      create table mail_attempts (
        account_id bigint not null default current_setting('app.account')::bigint,
        id bigint generated always as identity (start 1000),
        mail_message_id bigint not null,
        host text not null,
        sender text not null,
        begun_at timestamptz not null default now(),
        alive_at timestamptz not null default now(),
        handed_over_at timestamptz,
        ended_at timestamptz,
        outcome text check (outcome in ('accepted', 'failed', 'deferred', 'unknown')),
        reason text,
        words text,
        primary key (account_id, id),
        foreign key (account_id, mail_message_id) references mail_messages,
        check ((ended_at is null) = (outcome is null))
      );
      create index attempts_of_message on mail_attempts (account_id, mail_message_id, id);
      alter table mail_attempts enable row level security;
      create policy seen_with_their_message on mail_attempts to tandem_app
        using (account_id = app_account() and exists (select from mail_messages m where m.id = mail_message_id));
      grant select, insert, update (alive_at, handed_over_at, ended_at, outcome, reason, words) on mail_attempts to tandem_app;
      alter table mail_messages add foreign key (account_id, attempt_id) references mail_attempts;

      -- Messages that nobody looks after: due for longer than their job could take, or taken up by a process that gives no sign of life any more.
      create function mail_left_lying(silent interval) returns table (account_id bigint, id bigint)
        language sql stable security definer set search_path = public, pg_temp as $$
        select m.account_id, m.id from mail_messages m
          left join mail_attempts a on a.account_id = m.account_id and a.id = m.attempt_id and a.ended_at is null
          where m.state in ('queued', 'handed_over') and (m.due_at is null or m.due_at < now() - silent)
            and (a.id is null or a.alive_at < now() - silent)
            and (m.state = 'handed_over' or exists (select from mail_servers s where s.account_id = m.account_id
              and s.deleted_at is null and (s.department_id is null or s.department_id = m.department_id))) $$;
      revoke execute on function mail_left_lying(interval) from public;
      grant execute on function mail_left_lying(interval) to tandem_app;
    `);
    // Of history, messages' entries are seen by whoever sees the message; the function's other lines stay as they are.
    await runner.query(`
      do $do$ begin
        execute replace(pg_get_functiondef('app_sees_record(text, bigint)'::regprocedure), 'else app_member',
          'when ''mail_messages'' then exists (select from mail_messages where id = of_id)
            else app_member');
      end $do$;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      do $do$ begin
        execute regexp_replace(pg_get_functiondef('app_sees_record(text, bigint)'::regprocedure), 'when ''mail_messages''.*else app_member',
          'else app_member');
      end $do$;
      drop function mail_left_lying(interval);
      alter table mail_messages drop constraint mail_messages_account_id_attempt_id_fkey;
      drop table mail_attempts;
      drop table mail_recipients;
      drop table mail_messages;
    `);
  }
}
