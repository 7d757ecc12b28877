import { MigrationInterface, QueryRunner } from 'typeorm';

export class LetDocumentsKeepTheGrossOfAUnit20261124145010 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- Net prices made gross a unit (R97), and per cent off the gross price of a unit (R98).
      alter table invoices drop constraint invoices_method_check, drop constraint invoices_discount_kind_check,
        add constraint invoices_method_check
          check (method in ('net_sum', 'net_line', 'gross_sum', 'gross_line', 'unit_gross_sum', 'unit_gross_line')),
        add constraint invoices_discount_kind_check
          check (discount_kind in ('percent_total', 'percent_unit', 'percent_unit_gross', 'amount'));
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      alter table invoices drop constraint invoices_method_check, drop constraint invoices_discount_kind_check,
        add constraint invoices_method_check check (method in ('net_sum', 'net_line', 'gross_sum', 'gross_line')),
        add constraint invoices_discount_kind_check check (discount_kind in ('percent_total', 'percent_unit', 'amount'));
    `);
  }
}
