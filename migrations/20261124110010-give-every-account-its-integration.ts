import { MigrationInterface, QueryRunner } from 'typeorm';

export class GiveEveryAccountItsIntegration20261124110010 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- Accounts opened before the integration was built; the kinds are the defaults of R40.
      insert into integration_settings (account_id, accepted_kinds)
        select id, '{vat,vat_mp,wdt,export_products,invoice_other,receipt,vat_margin,advance,final}' from accounts
        on conflict (account_id) do nothing;
      alter table integration_settings add foreign key (account_id, invoice_stage_id) references stages;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      alter table integration_settings drop constraint integration_settings_account_id_invoice_stage_id_fkey;
    `);
  }
}
