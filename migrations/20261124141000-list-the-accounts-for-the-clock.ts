import { MigrationInterface, QueryRunner } from 'typeorm';

export class ListTheAccountsForTheClock20261124141000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- The clock works for every account, and no policy shows more than one: it is told their ids, and nothing else.
      create function all_accounts() returns setof bigint language sql stable security definer set search_path = public, pg_temp as
        'select id from accounts';
      revoke execute on function all_accounts() from public;
      grant execute on function all_accounts() to tandem_app;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query('drop function all_accounts()');
  }
}
