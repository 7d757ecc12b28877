import { MigrationInterface, QueryRunner } from 'typeorm';

export class FindTheLastGroundOfAnExemption20261124149610 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query('create index exempt_documents on invoices (account_id, id) where exempt_basis is not null');
  }

  async down(runner: QueryRunner) {
    await runner.query('drop index exempt_documents');
  }
}
