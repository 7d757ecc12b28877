import { MigrationInterface, QueryRunner } from 'typeorm';

export class FindOffersByTheirLastDay20261124161200 implements MigrationInterface {
  async up(runner: QueryRunner) {
    // The clock asks each hour which offers that wait for an answer a macro's day has come for.
    await runner.query(`
      create index offers_waiting_by_last_day on offers (account_id, valid_until)
        where sent_at is not null and accepted_at is null and declined_at is null and withdrawn_at is null and deleted_at is null;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query('drop index offers_waiting_by_last_day');
  }
}
