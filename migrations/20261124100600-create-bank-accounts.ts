import { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateBankAccounts20261124100600 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      create table bank_accounts (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        department_id bigint not null,
        name text not null check (length(name) between 1 and 100),
        bank text,
        number text not null check (number ~ '^[A-Z0-9]{10,34}$'),
        swift text check (swift ~ '^[A-Z0-9]{8}([A-Z0-9]{3})?$'),
        currency char(3) not null default 'PLN',
        removed_at timestamptz,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        primary key (account_id, id),
        foreign key (account_id, department_id) references departments
      );
      create index bank_accounts_of_department on bank_accounts (account_id, department_id);
      call keep('bank_accounts', 'true');
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop table bank_accounts;
    `);
  }
}
