import { MigrationInterface, QueryRunner } from 'typeorm';

export class OpenAKeptFormOnce20261124110520 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- When sign-in led to the form; the next sign-in does not lead there again (R132).
      alter table kept_forms add column opened_at timestamptz;
      grant update (opened_at) on kept_forms to tandem_app;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      alter table kept_forms drop column opened_at;
    `);
  }
}
