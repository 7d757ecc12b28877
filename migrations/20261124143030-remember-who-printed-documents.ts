import { MigrationInterface, QueryRunner } from 'typeorm';

export class RememberWhoPrintedDocuments20261124143030 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- One row each time that somebody took a document's PDF (R57): whoever it was, or nobody of the firm but a client by their link.
      create table document_prints (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        invoice_id bigint not null,
        print text not null check (print in ('original', 'copy', 'duplicate', 'original_and_copy')),
        printed_by bigint default app_user(),
        printed_at timestamptz not null default clock_timestamp(),
        primary key (account_id, id),
        foreign key (account_id, invoice_id) references invoices
      );
      create index prints_of_document on document_prints (account_id, invoice_id, id desc);
      alter table document_prints enable row level security;
      create policy seen_with_their_document on document_prints to tandem_app
        using (account_id = app_account() and exists (select from invoices i where i.id = invoice_id));
      grant select, insert on document_prints to tandem_app;

      -- Documents that are sent together are sent one after the other.
      alter table sent_documents alter column sent_at set default clock_timestamp(),
        -- A message that nobody wants sent any more.
        drop constraint sent_documents_state_check,
        add constraint sent_documents_state_check check (state in ('waiting', 'accepted', 'failed', 'unknown', 'bounced', 'withdrawn'));
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      delete from sent_documents where state = 'withdrawn';
      alter table sent_documents alter column sent_at set default now(),
        drop constraint sent_documents_state_check,
        add constraint sent_documents_state_check check (state in ('waiting', 'accepted', 'failed', 'unknown', 'bounced'));
      drop table document_prints;
    `);
  }
}
