import { MigrationInterface, QueryRunner } from 'typeorm';

export class SayWhyAMessageIsWhereItIs20261124143040 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- Below mail.reason. of the translations; beside it the server's own words.
      alter table sent_documents add column reason text,
        add foreign key (account_id, message_id) references mail_messages;
      grant update (reason) on sent_documents to tandem_app;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(
      'alter table sent_documents drop constraint sent_documents_account_id_message_id_fkey, drop column reason',
    );
  }
}
