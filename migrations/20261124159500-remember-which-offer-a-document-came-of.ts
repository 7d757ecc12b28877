import { MigrationInterface, QueryRunner } from 'typeorm';

export class RememberWhichOfferADocumentCameOf20261124159500 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- Of the form that was filled from it, or of the document that this one continues (R84, R124).
      alter table invoices add column offer_id bigint, add constraint document_of_offer foreign key (account_id, offer_id) references offers;
      create index documents_of_offer on invoices (account_id, offer_id) where offer_id is not null;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query('alter table invoices drop column offer_id');
  }
}
