import { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAttachments20261124146100 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- Files that belong to a document; their bytes are kept elsewhere, under a key that is random.
      create table attachments (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        invoice_id bigint not null,
        name text not null check (octet_length(name) between 1 and 255),
        type text not null,
        size integer not null check (size between 1 and 10485760),
        sha256 bytea not null check (length(sha256) = 32),
        storage_key text not null check (storage_key ~ '^[0-9a-f]{32}$'),
        -- Whether the client finds it beside the document.
        for_client boolean not null default false,
        added_by bigint default app_user(),
        created_at timestamptz not null default now(),
        removed_at timestamptz,
        version integer not null default 1,
        primary key (account_id, id),
        foreign key (account_id, invoice_id) references invoices
      );
      create unique index one_attachment_a_key on attachments (account_id, storage_key);
      create index attachments_of_invoice on attachments (account_id, invoice_id) where removed_at is null;
      call keep('attachments', $$exists (select from invoices i where i.id = invoice_id)$$, 'storage_key', 'sha256');
      create policy attachments_seen_with_their_document on history as restrictive to tandem_app
        using (record_table <> 'attachments' or exists (select from attachments a where a.id = record_id));
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop policy attachments_seen_with_their_document on history;
      drop table attachments;
    `);
  }
}
