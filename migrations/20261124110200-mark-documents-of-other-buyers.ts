import { MigrationInterface, QueryRunner } from 'typeorm';

export class MarkDocumentsOfOtherBuyers20261124110200 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- The buyer is knowingly somebody other than the deal's client or payer (R126).
      alter table invoices add other_buyer boolean not null default false;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      alter table invoices drop column other_buyer;
    `);
  }
}
