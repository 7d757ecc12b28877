import { MigrationInterface, QueryRunner } from 'typeorm';

export class FindWhatMacrosMade20261124161000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    // When the clock notes a happening of a deal or a task, the log of macros says which of them had brought its day about.
    await runner.query(`
      create index macro_deeds_of_record on macro_deeds (account_id, record, record_id, run_id desc) where record in ('deal', 'task');
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query('drop index macro_deeds_of_record');
  }
}
