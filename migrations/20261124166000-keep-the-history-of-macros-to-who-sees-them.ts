import { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepTheHistoryOfMacrosToWhoSeesThem20261124166000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- Addresses of receivers stand in it, with what lets a program in; where somebody wants their notices is theirs; fields of deals are CRM's (R68, R131).
      create policy macros_choices_and_fields_seen_with_their_row on history as restrictive to tandem_app using (case record_table
        when 'macros' then current_setting('app.crm', true) = 'all'
        when 'notice_choices' then exists (select from notice_choices where id = record_id)
        when 'own_fields' then exists (select from own_fields where id = record_id)
        else true end);
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query('drop policy macros_choices_and_fields_seen_with_their_row on history');
  }
}
