import { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepWhatMacrosTold20261124154010 implements MigrationInterface {
  async up(runner: QueryRunner) {
    // A notice by a macro says what was so when it happened, to those of its readers who may see what it speaks of.
    await runner.query(`
      alter table macro_deeds add column text text;
      grant update (text) on macro_deeds to tandem_app;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query('alter table macro_deeds drop column text');
  }
}
