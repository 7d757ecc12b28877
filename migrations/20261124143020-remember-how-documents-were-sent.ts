import { MigrationInterface, QueryRunner } from 'typeorm';

export class RememberHowDocumentsWereSent20261124143020 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- One row each time that a document was sent, with what became of the message (R54, R55, R121). It is a record of its own, and its history.
      create table sent_documents (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        invoice_id bigint not null,
        invoice_version integer not null,
        message_id bigint,
        recipients text[] not null check (cardinality(recipients) between 1 and 5),
        copies text[] not null default '{}' check (cardinality(copies) <= 5),
        subject text not null,
        -- How the attached PDF is printed; null where the message has only the link.
        print text check (print in ('original', 'copy', 'duplicate', 'original_and_copy')),
        state text not null default 'waiting' check (state in ('waiting', 'accepted', 'failed', 'unknown', 'bounced')),
        words text,
        state_at timestamptz not null default now(),
        accepted_at timestamptz,
        sent_by bigint default app_user(),
        sent_at timestamptz not null default now(),
        primary key (account_id, id),
        foreign key (account_id, invoice_id) references invoices
      );
      create index sent_documents_of_invoice on sent_documents (account_id, invoice_id, id desc);
      create index sent_documents_of_message on sent_documents (account_id, message_id);
      alter table sent_documents enable row level security;
      create policy seen_with_their_document on sent_documents to tandem_app
        using (account_id = app_account() and exists (select from invoices i where i.id = invoice_id));
      grant select, insert, update (invoice_version, message_id, state, words, state_at, accepted_at) on sent_documents to tandem_app;

      -- The envelope on lists (R54): what became of the newest message; and since when a server has had one for good (R125).
      alter table invoices
        add column mail_state text check (mail_state in ('waiting', 'accepted', 'failed', 'unknown', 'bounced')),
        add column mailed_at timestamptz;
      create index invoices_sent on invoices (account_id, mail_state, issue_on desc, id desc) where mail_state is not null and deleted_at is null;
      create index invoices_unsent on invoices (account_id, issue_on desc, id desc)
        where mail_state is null and issued_at is not null and deleted_at is null;

      -- As before, but for the envelope: what became of messages stands in sent_documents.
      create or replace function remember_change() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        declare difference jsonb; secret text;
        begin
          if tg_op = 'INSERT' then
            difference := jsonb_strip_nulls(to_jsonb(new)) - 'account_id' - 'id' - 'version' - 'created_at' - 'updated_at' - 'search';
            foreach secret in array coalesce(tg_argv, '{}'::text[]) loop
              if difference ? secret then difference := jsonb_set(difference, array[secret], '"changed"'); end if;
            end loop;
            perform write_history(new.account_id, tg_table_name, new.id, 'made', difference);
          else
            select jsonb_object_agg(n.key, case when n.key = any (coalesce(tg_argv, '{}'::text[])) then '["changed", "changed"]'::jsonb
                else jsonb_build_array(o.value, n.value) end) into difference
              from jsonb_each(to_jsonb(new)) n join jsonb_each(to_jsonb(old)) o using (key)
              where n.value is distinct from o.value and n.key not in ('version', 'updated_at', 'search', 'mail_state', 'mailed_at');
            if difference is not null then perform write_history(new.account_id, tg_table_name, new.id, 'changed', difference); end if;
          end if;
          return null;
        end $$;

      -- What a server accepted for a client is neither deleted nor made unsent (R125), whoever writes.
      create function keep_mailed_document() returns trigger language plpgsql as $$
        begin
          if old.mailed_at is not null and new.mailed_at is null then raise exception 'A document that was mailed stays mailed'; end if;
          if old.deleted_at is null and new.deleted_at is not null and new.mailed_at is not null then
            raise exception 'A document that was mailed is cancelled or corrected, not deleted';
          end if;
          return new;
        end $$;
      create trigger keep_mailed_document before update on invoices for each row
        when (old.mailed_at is not null) execute function keep_mailed_document();
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      create or replace function remember_change() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        declare difference jsonb; secret text;
        begin
          if tg_op = 'INSERT' then
            difference := jsonb_strip_nulls(to_jsonb(new)) - 'account_id' - 'id' - 'version' - 'created_at' - 'updated_at' - 'search';
            foreach secret in array coalesce(tg_argv, '{}'::text[]) loop
              if difference ? secret then difference := jsonb_set(difference, array[secret], '"changed"'); end if;
            end loop;
            perform write_history(new.account_id, tg_table_name, new.id, 'made', difference);
          else
            select jsonb_object_agg(n.key, case when n.key = any (coalesce(tg_argv, '{}'::text[])) then '["changed", "changed"]'::jsonb
                else jsonb_build_array(o.value, n.value) end) into difference
              from jsonb_each(to_jsonb(new)) n join jsonb_each(to_jsonb(old)) o using (key)
              where n.value is distinct from o.value and n.key not in ('version', 'updated_at', 'search');
            if difference is not null then perform write_history(new.account_id, tg_table_name, new.id, 'changed', difference); end if;
          end if;
          return null;
        end $$;
      drop trigger keep_mailed_document on invoices;
      drop function keep_mailed_document();
      drop index invoices_unsent;
      drop index invoices_sent;
      alter table invoices drop column mailed_at, drop column mail_state;
      drop table sent_documents;
    `);
  }
}
