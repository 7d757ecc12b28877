import { MigrationInterface, QueryRunner } from 'typeorm';

export class LetAnInvoiceTakeThePlaceOfItsReceipt20261124120010 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- A document that continues this one counts in its place (R42), until it is cancelled or deleted.
      alter table deal_documents add column replaced boolean not null default false;
      alter table deal_documents add constraint replaced_counts_nothing check (not replaced or counted = 0);
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      alter table deal_documents drop column replaced;
    `);
  }
}
