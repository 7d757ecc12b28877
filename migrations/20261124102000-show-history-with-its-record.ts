import { MigrationInterface, QueryRunner } from 'typeorm';

export class ShowHistoryWithItsRecord20261124102000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- Runs as the application, so the policies of the record's own table decide.
      create function app_sees_record(of_table text, of_id bigint) returns boolean language plpgsql stable as $$
        begin
          return case of_table
            when 'clients' then exists (select from clients where id = of_id)
            when 'contacts' then exists (select from contacts where id = of_id)
            when 'deals' then exists (select from deals where id = of_id)
            when 'invoices' then exists (select from invoices where id = of_id)
            when 'deal_documents' then exists (select from deal_documents where id = of_id)
            when 'stages' then app_member('crm')
            when 'number_patterns' then app_member('invoicing')
            when 'api_tokens' then exists (select from api_tokens where id = of_id)
            else app_member('crm') or app_member('invoicing') end;
        end $$;
      create policy seen_with_its_record on history to tandem_app
        using (account_id = app_account() and app_sees_record(record_table, record_id));
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop policy seen_with_its_record on history;
      drop function app_sees_record(text, bigint);
    `);
  }
}
