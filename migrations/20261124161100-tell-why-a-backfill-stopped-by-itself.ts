import { MigrationInterface, QueryRunner } from 'typeorm';

export class TellWhyABackfillStoppedByItself20261124161100 implements MigrationInterface {
  async up(runner: QueryRunner) {
    // What stands in the way of its next step: the database took too long, the servers that worked on it died, or the log knows. While it runs it is tried again.
    await runner.query(`
      alter table backfills add column trouble text check (trouble in ('slow', 'died', 'unexpected')),
        add constraint no_trouble_at_the_end check (trouble is null or state <> 'done' and stopped_by is null);
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query('alter table backfills drop column trouble');
  }
}
