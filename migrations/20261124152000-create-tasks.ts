import { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateTasks20261124152000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      create table tasks (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        kind text not null check (kind in ('call', 'meeting', 'mail', 'todo')),
        title text not null check (length(title) between 1 and 255),
        note text,
        due_on date not null check (due_on between '2000-01-01' and '2100-12-31'),
        -- By the clocks of the account's time zone, as HH:MM; a task without one is due when its day is over.
        due_time text check (due_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
        responsible_id bigint,
        client_id bigint,
        deal_id bigint,
        -- The deal's, else the client's, else one of the responsible person's: for the levels (R72).
        department_id bigint,
        remind_minutes integer check (remind_minutes between 0 and 40320),
        done_at timestamptz,
        done_by bigint,
        -- When it was told that this due moment had passed; another due moment is told of anew.
        overdue_at timestamptz,
        -- How it recurs: every so many days, weeks or months from the anchor; the task itself stands for one period of them.
        every integer check (every between 1 and 366),
        unit text check (unit in ('day', 'week', 'month')),
        working_days boolean not null default false,
        until_on date check (until_on between '2000-01-01' and '2100-12-31'),
        anchor_on date,
        period integer not null default 0 check (period >= 0),
        -- The day of the next one, until that is made; none after the end.
        next_on date,
        -- The one that it follows: each is followed once (R118).
        previous_id bigint,
        deleted_at timestamptz,
        deleted_by bigint,
        version integer not null default 1,
        created_by bigint default app_user(),
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (account_id, id),
        foreign key (account_id, responsible_id) references users,
        foreign key (account_id, client_id) references clients,
        foreign key (account_id, deal_id) references deals,
        foreign key (account_id, department_id) references departments,
        foreign key (account_id, previous_id) references tasks,
        unique (account_id, previous_id),
        check (done_by is null or done_at is not null),
        check ((every is null) = (unit is null) and (every is null) = (anchor_on is null)),
        check (next_on is null or every is not null)
      );
      create index tasks_in_order on tasks (account_id, due_on, coalesce(due_time, ''), id) where deleted_at is null;
      create index tasks_of_responsible on tasks (account_id, responsible_id, due_on, coalesce(due_time, ''), id)
        where done_at is null and deleted_at is null;
      create index tasks_done_by on tasks (account_id, done_by, done_at) where done_at is not null and deleted_at is null;
      create index tasks_of_client on tasks (account_id, client_id, id) where client_id is not null;
      create index tasks_of_deal on tasks (account_id, deal_id, id) where deal_id is not null;
      create index tasks_to_tell_of on tasks (due_on) where overdue_at is null and done_at is null and deleted_at is null;
      create index tasks_to_follow on tasks (next_on) where next_on is not null and deleted_at is null;
      call keep('tasks', $$app_sees('crm', department_id, responsible_id)$$);

      -- Of history, tasks' entries are seen by whoever sees the task; the function's other lines stay as they are.
      do $do$ begin
        execute replace(pg_get_functiondef('app_sees_record(text, bigint)'::regprocedure), 'else app_member',
          'when ''tasks'' then exists (select from tasks where id = of_id)
            else app_member');
      end $do$;

      -- Accounts in which the clock has something to do at that instant: a due moment passed, or the day of a next task came.
      create function accounts_with_tasks(at timestamptz) returns setof bigint
        language sql stable security definer set search_path = public, pg_temp as $$
        select t.account_id from tasks t join accounts a on a.id = t.account_id
          where t.overdue_at is null and t.done_at is null and t.deleted_at is null and t.due_on <= (at at time zone 'UTC')::date + 1
            and (t.due_on + coalesce(t.due_time, '24:00')::time) at time zone a.time_zone <= at
        union
        select t.account_id from tasks t join accounts a on a.id = t.account_id
          where t.next_on is not null and t.deleted_at is null and t.next_on <= (at at time zone a.time_zone)::date $$;
      revoke execute on function accounts_with_tasks(timestamptz) from public;
      grant execute on function accounts_with_tasks(timestamptz) to tandem_app;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop function accounts_with_tasks(timestamptz);
      do $do$ begin
        execute regexp_replace(pg_get_functiondef('app_sees_record(text, bigint)'::regprocedure),
          'when ''tasks'' then exists \\(select from tasks where id = of_id\\)\\s+', '');
      end $do$;
      drop table tasks;
    `);
  }
}
