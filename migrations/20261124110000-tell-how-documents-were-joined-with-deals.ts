import { MigrationInterface, QueryRunner } from 'typeorm';

export class TellHowDocumentsWereJoinedWithDeals20261124110000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- Joined by a line that names the deal, so that the last such line removed removes the link; otherwise the deal was made for the document
      -- or comes from the document that this one continues (R38, R42).
      alter table deal_documents add column from_lines boolean not null default true;
      -- A draft is shown to members of Invoicing only (R125), also by a link whose document is closed to whoever looks.
      alter table deal_documents add column issued boolean not null default false;
      alter table deal_documents add check (not counts or issued);
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      alter table deal_documents drop column issued;
      alter table deal_documents drop column from_lines;
    `);
  }
}
