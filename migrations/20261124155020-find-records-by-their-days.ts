import { MigrationInterface, QueryRunner } from 'typeorm';

export class FindRecordsByTheirDays20261124155020 implements MigrationInterface {
  async up(runner: QueryRunner) {
    // The clock asks each hour which of them a macro's day has come for, however many there are.
    await runner.query(`
      create index invoices_unpaid_by_due on invoices (account_id, due_on)
        where issued_at is not null and cancelled_at is null and deleted_at is null and paid <> to_pay;
      create index deals_by_stage_since on deals (account_id, stage_since) where deleted_at is null;
      create index deals_by_expected_on on deals (account_id, expected_on) where deleted_at is null and expected_on is not null;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query('drop index invoices_unpaid_by_due, deals_by_stage_since, deals_by_expected_on');
  }
}
