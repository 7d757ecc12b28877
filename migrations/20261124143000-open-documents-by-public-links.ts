import { MigrationInterface, QueryRunner } from 'typeorm';

export class OpenDocumentsByPublicLinks20261124143000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- Links by which whoever has one reads a document without signing in (R63). A row is never changed but to revoke it, and so tells its own
      -- history; tokens would only be copied into another.
      create table public_links (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        invoice_id bigint not null,
        token text not null check (token ~ '^[A-Za-z0-9_-]{43}$'),
        made_by bigint default app_user(),
        made_at timestamptz not null default now(),
        revoked_by bigint,
        revoked_at timestamptz,
        primary key (account_id, id),
        foreign key (account_id, invoice_id) references invoices
      );
      create unique index one_link_a_token on public_links (token);
      create unique index one_standing_link on public_links (account_id, invoice_id) where revoked_at is null;
      alter table public_links enable row level security;
      create policy seen_with_their_document on public_links to tandem_app
        using (account_id = app_account() and exists (select from invoices i where i.id = invoice_id));
      grant select, insert, update (revoked_at, revoked_by) on public_links to tandem_app;

      -- What a link opens, before it is known who asks; nothing for one that was revoked, or of a document that was deleted.
      create function document_of_link(typed text) returns table (account_id bigint, account_name text, time_zone text, currency text,
          invoice_id bigint, language text)
        language sql stable security definer set search_path = public, pg_temp as $$
        select a.id, a.name, a.time_zone, a.currency::text, i.id, i.language from public_links l join accounts a on a.id = l.account_id
          join invoices i on i.account_id = l.account_id and i.id = l.invoice_id
          where l.token = typed and l.revoked_at is null and i.issued_at is not null and i.deleted_at is null $$;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop function document_of_link(text);
      drop table public_links;
    `);
  }
}
