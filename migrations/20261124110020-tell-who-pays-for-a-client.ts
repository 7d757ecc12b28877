import { MigrationInterface, QueryRunner } from 'typeorm';

export class TellWhoPaysForAClient20261124110020 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- Whether deals may share a document depends on their payers (R27), also for whoever may not see a client's card (R131): an id, nothing more.
      create function payer_of(client bigint) returns bigint language sql stable security definer set search_path = public
        as $$ select payer_id from clients where account_id = app_account() and id = client and (app_member('crm') or app_member('invoicing')) $$;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop function payer_of(bigint);
    `);
  }
}
