import { MigrationInterface, QueryRunner } from 'typeorm';

export class TellInWhatCurrencyDocumentsCountOnDeals20261124110100 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- The shown value is in its documents' currency (R37); by: the document that changed it last, for the timeline (R32).
      alter table deals add column mirrored_currency char(3) check (mirrored_currency ~ '^[A-Z]{3}$');
      alter table deals add column mirrored_by_id bigint;
      update deals set mirrored_currency = currency where mirrored_name is not null;
      alter table deals add check ((mirrored_name is null) = (mirrored_currency is null));
      alter table deals add foreign key (account_id, mirrored_by_id) references invoices;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      alter table deals drop column mirrored_by_id;
      alter table deals drop column mirrored_currency;
    `);
  }
}
