import { MigrationInterface, QueryRunner } from 'typeorm';

export class LookAfterWebhooks20261124170000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      create index webhooks_due on webhook_deliveries (due_at) where state = 'waiting';

      -- Deliveries that nobody looks after: due for longer than their job could take. Those that wait longest first; the others later.
      create function webhooks_left_lying(silent interval) returns table (account_id bigint, id bigint)
        language sql stable security definer set search_path = public, pg_temp as $$
        select w.account_id, w.id from webhook_deliveries w where w.state = 'waiting' and w.due_at < now() - silent order by w.due_at limit 500 $$;
      revoke execute on function webhooks_left_lying(interval) from public;
      grant execute on function webhooks_left_lying(interval) to tandem_app;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop function webhooks_left_lying(interval);
      drop index webhooks_due;
    `);
  }
}
