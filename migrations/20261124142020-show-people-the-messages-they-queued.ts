import { MigrationInterface, QueryRunner } from 'typeorm';

export class ShowPeopleTheMessagesTheyQueued20261124142020 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- Who is no member of Invoicing causes mail too: an administrator of CRM, a test of the settings.
      alter policy seen_by_those_entitled on mail_messages using (account_id = app_account()
        and (queued_by = app_user() or app_sees('invoicing', department_id, queued_by)));
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      alter policy seen_by_those_entitled on mail_messages using (account_id = app_account()
        and (app_sees('invoicing', department_id, queued_by)));
    `);
  }
}
