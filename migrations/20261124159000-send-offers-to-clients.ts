import { MigrationInterface, QueryRunner } from 'typeorm';

export class SendOffersToClients20261124159000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- What a client may add when accepting (R124).
      alter table offers add column accept_note text check (length(accept_note) between 1 and 2000),
        add constraint note_of_accepted check (accept_note is null or accepted_at is not null),
        add constraint signed_on_one_line check (accepted_by !~ '[\\r\\n]');
      do $do$ begin
        execute replace(replace(pg_get_functiondef('keep_answered_offer()'::regprocedure), 'old.decline_reason)', 'old.decline_reason, old.accept_note)'),
          'new.decline_reason)', 'new.decline_reason, new.accept_note)');
      end $do$;

      -- Links by which whoever has one reads and answers an offer without signing in, as those of documents (R63): never changed but to be revoked.
      create table offer_links (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        offer_id bigint not null,
        token text not null check (token ~ '^[A-Za-z0-9_-]{43}$'),
        made_by bigint default app_user(),
        made_at timestamptz not null default now(),
        revoked_by bigint,
        revoked_at timestamptz,
        primary key (account_id, id),
        foreign key (account_id, offer_id) references offers
      );
      create unique index one_offer_link_a_token on offer_links (token);
      create unique index one_standing_offer_link on offer_links (account_id, offer_id) where revoked_at is null;
      alter table offer_links enable row level security;
      create policy seen_with_their_offer on offer_links to tandem_app
        using (account_id = app_account() and exists (select from offers o where o.id = offer_id));
      grant select, insert, update (revoked_at, revoked_by) on offer_links to tandem_app;

      -- What a link opens, before it is known who asks. A revoked one tells that it is, and nothing else is shown by it.
      create function offer_of_link(typed text) returns table (account_id bigint, account_name text, time_zone text, currency text,
          offer_id bigint, language text, revoked boolean)
        language sql stable security definer set search_path = public, pg_temp as $$
        select a.id, a.name, a.time_zone, a.currency::text, o.id, o.language, l.revoked_at is not null
          from offer_links l join accounts a on a.id = l.account_id join offers o on o.account_id = l.account_id and o.id = l.offer_id
          where l.token = typed and o.sent_at is not null $$;

      -- One row each time that an offer was sent (R81). What became of it stands on its message.
      create table offer_sendings (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        offer_id bigint not null,
        offer_version integer not null,
        message_id bigint,
        recipients text[] not null check (cardinality(recipients) between 1 and 5),
        copies text[] not null default '{}' check (cardinality(copies) <= 5),
        subject text not null check (length(subject) between 1 and 255),
        sent_by bigint default app_user(),
        sent_at timestamptz not null default now(),
        primary key (account_id, id),
        unique (account_id, message_id),
        foreign key (account_id, offer_id) references offers,
        foreign key (account_id, message_id) references mail_messages
      );
      create index sendings_of_offer on offer_sendings (account_id, offer_id, id desc);
      alter table offer_sendings enable row level security;
      create policy seen_with_their_offer on offer_sendings to tandem_app
        using (account_id = app_account() and exists (select from offers o where o.id = offer_id));
      grant select, insert, update (offer_version, message_id) on offer_sendings to tandem_app;

      -- Who is to be reminded of an offer that nobody answered, and when (R82). One waits at a time, and each ends once.
      create table offer_reminders (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        offer_id bigint not null,
        due_at timestamptz not null,
        ends_on_contact boolean not null,
        task_id bigint,
        ended_at timestamptz,
        ended_by text check (ended_by in ('given', 'answered', 'withdrawn', 'deleted', 'contact', 'cancelled', 'sent_again')),
        made_by bigint default app_user(),
        made_at timestamptz not null default now(),
        primary key (account_id, id),
        foreign key (account_id, offer_id) references offers,
        foreign key (account_id, task_id) references tasks,
        check ((ended_at is null) = (ended_by is null)),
        check ((task_id is null) or (ended_by = 'given'))
      );
      create unique index one_reminder_of_an_offer on offer_reminders (account_id, offer_id) where ended_at is null;
      alter table offer_reminders enable row level security;
      create policy seen_with_their_offer on offer_reminders to tandem_app
        using (account_id = app_account() and exists (select from offers o where o.id = offer_id));
      grant select, insert, update (task_id, ended_at, ended_by) on offer_reminders to tandem_app;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop table offer_reminders;
      drop table offer_sendings;
      drop function offer_of_link(text);
      drop table offer_links;
      do $do$ begin
        execute replace(replace(pg_get_functiondef('keep_answered_offer()'::regprocedure), ', old.accept_note)', ')'), ', new.accept_note)', ')');
      end $do$;
      alter table offers drop constraint signed_on_one_line, drop constraint note_of_accepted, drop column accept_note;
    `);
  }
}
