import { MigrationInterface, QueryRunner } from 'typeorm';

export class LinkDealsWithDocuments20261124101900 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      create table deal_documents (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        deal_id bigint not null,
        invoice_id bigint not null,
        position smallint not null default 1,
        -- Decided at issue by the accepted kinds and kept (R38, R39).
        counts boolean not null default false,
        -- This deal's share of the document's gross, in its currency; what counts of it now is in "counted".
        share numeric(18, 2) not null default 0,
        counted numeric(18, 2) not null default 0,
        currency char(3) not null,
        first_line text not null,
        deal_name text not null,
        linked_at timestamptz not null default clock_timestamp(),
        removed_at timestamptz,
        version integer not null default 1,
        primary key (account_id, id),
        foreign key (account_id, deal_id) references deals,
        foreign key (account_id, invoice_id) references invoices,
        check (counts or counted = 0)
      );
      create unique index one_link on deal_documents (account_id, deal_id, invoice_id);
      create index links_of_document on deal_documents (account_id, invoice_id);
      -- Seen by whoever sees the deal or the document; what either may know of the other is decided above (R131).
      call keep('deal_documents', 'exists (select from deals d where d.id = deal_id) or exists (select from invoices i where i.id = invoice_id)');
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop table deal_documents;
    `);
  }
}
