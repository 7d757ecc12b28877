import { MigrationInterface, QueryRunner } from 'typeorm';

export class RememberWhoIsAnswered20261124164010 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- The address of the person who wrote a message: answers go there. Null where Tandem wrote it by itself.
      alter table mail_messages add column reply_to text check (reply_to <> '');
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query('alter table mail_messages drop column reply_to');
  }
}
