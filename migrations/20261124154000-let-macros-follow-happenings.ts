import { MigrationInterface, QueryRunner } from 'typeorm';

const KINDS = `'sale_completed', 'document_issued', 'document_paid', 'document_overdue', 'document_cancelled', 'deal_made', 'deal_moved',
  'deal_won', 'deal_lost', 'deal_stale', 'client_made', 'offer_sent', 'offer_opened', 'offer_accepted', 'offer_declined', 'task_made',
  'task_overdue', 'date_reached'`;

export class LetMacrosFollowHappenings20261124154000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- When something happens, if it is so, then do this (R76, R77). Only CRM's administrators, and the account itself, see macros.
      create table macros (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        name text not null check (length(name) between 1 and 255),
        happening text not null check (happening in (${KINDS})),
        -- Of deal_stale and document_overdue: after how many days; of date_reached: how many days after the day in date_field, before it if negative.
        days integer check (days between -366 and 366),
        date_field text,
        match text not null default 'all' check (match in ('all', 'any')),
        conditions jsonb not null default '[]' check (jsonb_typeof(conditions) = 'array'),
        actions jsonb not null check (jsonb_typeof(actions) = 'array' and jsonb_array_length(actions) between 1 and 20),
        delay_minutes integer not null default 0 check (delay_minutes between 0 and 527040),
        active boolean not null default false,
        author_id bigint not null default app_user(),
        deleted_at timestamptz,
        deleted_by bigint,
        version integer not null default 1,
        created_by bigint default app_user(),
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (account_id, id),
        foreign key (account_id, author_id) references users
      );
      create index macros_listening on macros (account_id, happening) where active and deleted_at is null;
      call keep('macros', $$current_setting('app.crm', true) = 'all'$$);

      -- What happened, written down whether or not a macro follows, so that a new macro can be rehearsed on it. It is a record of its own.
      create table happenings (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        kind text not null check (kind in (${KINDS})),
        deal_id bigint,
        client_id bigint,
        invoice_id bigint,
        offer_id bigint,
        task_id bigint,
        -- The one macro whose days it was reckoned by; null is for all of its kind.
        macro_id bigint,
        -- The macros through which it came about, the first one first.
        chain bigint[] not null default '{}',
        key text check (length(key) between 1 and 200),
        caused_by bigint default app_user(),
        at timestamptz not null default now(),
        primary key (account_id, id),
        foreign key (account_id, deal_id) references deals,
        foreign key (account_id, client_id) references clients,
        foreign key (account_id, invoice_id) references invoices,
        foreign key (account_id, macro_id) references macros
      );
      create unique index once_a_key on happenings (account_id, kind, key) where key is not null;
      create index happenings_of_kind on happenings (account_id, kind, id desc);
      alter table happenings enable row level security;
      create policy seen_by_administrators_of_crm on happenings to tandem_app
        using (account_id = app_account() and current_setting('app.crm', true) = 'all');
      grant select on happenings to tandem_app;

      -- Writes a happening down, whoever causes it, and tells whether a macro waits for it; no id where its key is known already.
      create function note_happening(of_kind text, deal bigint, client bigint, invoice bigint, offer bigint, task bigint, for_macro bigint,
          by_macros bigint[], with_key text, out id bigint, out wanted boolean)
        language plpgsql security definer set search_path = public, pg_temp as $$
        #variable_conflict use_column
        begin
          insert into happenings (account_id, kind, deal_id, client_id, invoice_id, offer_id, task_id, macro_id, chain, key)
            values (app_account(), of_kind, deal, client, invoice, offer, task, for_macro, by_macros, with_key)
            on conflict (account_id, kind, key) where key is not null do nothing returning happenings.id into note_happening.id;
          note_happening.wanted := note_happening.id is not null and exists (select from macros m where m.account_id = app_account()
            and m.happening = of_kind and m.active and m.deleted_at is null and (for_macro is null or m.id = for_macro));
        end $$;

      -- What a macro did about a happening: once each (R118). It is a record of its own.
      create table macro_runs (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        macro_id bigint not null,
        happening_id bigint not null,
        state text not null check (state in ('waiting', 'done', 'failed', 'looped', 'not_met')),
        -- Why it failed as a whole: a sentence's key and values.
        words jsonb,
        tries integer not null default 1,
        due_at timestamptz,
        at timestamptz not null default now(),
        primary key (account_id, id),
        foreign key (account_id, macro_id) references macros,
        foreign key (account_id, happening_id) references happenings,
        unique (account_id, happening_id, macro_id)
      );
      create index macro_runs_of_macro on macro_runs (account_id, macro_id, id desc);
      alter table macro_runs enable row level security;
      create policy seen_by_administrators_of_crm on macro_runs to tandem_app
        using (account_id = app_account() and current_setting('app.crm', true) = 'all');
      grant select, insert, update (state, words, tries, at) on macro_runs to tandem_app;

      -- Each action of a run: what it was to do, what came of it, and the record that it made or changed.
      create table macro_deeds (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        run_id bigint not null,
        position integer not null check (position >= 0),
        action jsonb not null,
        state text not null check (state in ('done', 'failed')),
        words jsonb not null,
        record text,
        record_id bigint,
        at timestamptz not null default now(),
        primary key (account_id, run_id, position),
        foreign key (account_id, run_id) references macro_runs
      );
      alter table macro_deeds enable row level security;
      create policy seen_by_administrators_of_crm on macro_deeds to tandem_app
        using (account_id = app_account() and current_setting('app.crm', true) = 'all');
      grant select, insert, update (state, words, record, record_id, at) on macro_deeds to tandem_app;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop table macro_deeds;
      drop table macro_runs;
      drop function note_happening(text, bigint, bigint, bigint, bigint, bigint, bigint, bigint[], text);
      drop table happenings;
      drop table macros;
    `);
  }
}
