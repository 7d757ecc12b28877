import { MigrationInterface, QueryRunner } from 'typeorm';

const STANDS = 'issued_at is not null and cancelled_at is null and deleted_at is null';

export class FindDocumentsByWhatIsPaid20261124147010 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      create index invoices_not_settled on invoices (account_id, issue_on desc, id desc) where ${STANDS} and paid <> to_pay;
      -- Partly paid or overpaid: few of many.
      create index invoices_settled_otherwise on invoices (account_id, issue_on desc, id desc) where ${STANDS} and paid <> to_pay and paid <> 0;
      create index invoices_settled on invoices (account_id, issue_on desc, id desc) where ${STANDS} and paid = to_pay;
      -- What is left to pay is summed up below a list too.
      drop index invoices_summed;
      create index invoices_summed on invoices (account_id, issue_on desc, id desc)
        include (kind, currency, department_id, responsible_id, net, vat, gross, to_pay, paid) where ${STANDS};
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop index invoices_summed;
      create index invoices_summed on invoices (account_id, issue_on desc, id desc)
        include (kind, currency, department_id, responsible_id, net, vat, gross) where ${STANDS};
      drop index invoices_not_settled, invoices_settled_otherwise, invoices_settled;
    `);
  }
}
