import { MigrationInterface, QueryRunner } from 'typeorm';

const OPEN = 'issued_at is not null and cancelled_at is null and deleted_at is null and paid <> to_pay';

export class SumWhatIsLeftToPayFromAnIndex20261124147020 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- All that the sums below a list ask of documents that are not settled. Without it the planner, which takes nearly all for such, reads the table.
      drop index invoices_not_settled;
      create index invoices_not_settled on invoices (account_id, issue_on desc, id desc)
        include (kind, currency, department_id, responsible_id, net, vat, gross, to_pay, paid, due_on) where ${OPEN};
      create index payments_of_method on payments (account_id, method, paid_on desc, id desc) where removed_at is null;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop index payments_of_method;
      drop index invoices_not_settled;
      create index invoices_not_settled on invoices (account_id, issue_on desc, id desc) where ${OPEN};
    `);
  }
}
