import { MigrationInterface, QueryRunner } from 'typeorm';

export class FindDocumentsByTheirState20261124110210 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- States that few of many documents are in.
      create index invoices_drafted on invoices (account_id, issue_on desc, id desc) where issued_at is null and deleted_at is null;
      create index invoices_cancelled on invoices (account_id, issue_on desc, id desc) where cancelled_at is not null and deleted_at is null;
      create index invoices_deleted on invoices (account_id, issue_on desc, id desc) where deleted_at is not null and issued_at is not null;

      -- As search_invoices, among the voids.
      create function search_deleted_invoices(words text, most integer) returns setof bigint
        language sql stable security definer set search_path = public as $$
        select id from invoices where account_id = app_account() and deleted_at is not null and issued_at is not null
          and search like all (select '%' || replace(replace(replace(word, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'
            from unnest(string_to_array(app_folded(words), ' ')) word)
          and app_sees('invoicing', department_id, responsible_id)
        order by issue_on desc, id desc limit most $$;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop function search_deleted_invoices(text, integer);
      drop index invoices_drafted, invoices_cancelled, invoices_deleted;
    `);
  }
}
