import { MigrationInterface, QueryRunner } from 'typeorm';

export class WriteOnAnAdvanceWhatItsDealsAgreed20261124149700 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- What an advance on deals is paid for, as it was when it was issued: the law makes the document say it (art. 106f(1)(4)), and it never changes.
      create table ordered_lines (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        invoice_id bigint not null,
        position smallint not null,
        name text not null,
        unit text,
        quantity numeric(16, 6) not null check (quantity > 0),
        gross_price numeric(18, 2) not null,
        vat_rate text not null,
        primary key (account_id, invoice_id, position),
        foreign key (account_id, invoice_id) references invoices
      );
      alter table ordered_lines enable row level security;
      create policy seen_with_their_document on ordered_lines to tandem_app
        using (account_id = app_account() and exists (select from invoices i where i.id = invoice_id));
      grant select, insert on ordered_lines to tandem_app;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query('drop table ordered_lines');
  }
}
