import { MigrationInterface, QueryRunner } from 'typeorm';

export class WriteVatInZlotysWhenADocumentIsIssued20261124141020 implements MigrationInterface {
  async up(runner: QueryRunner) {
    // Which rate counts is known when a document is issued, after its figures were written (art. 31a, R100).
    await runner.query('grant update (vat_pln) on invoice_taxes to tandem_app');
  }

  async down(runner: QueryRunner) {
    await runner.query('revoke update (vat_pln) on invoice_taxes from tandem_app');
  }
}
