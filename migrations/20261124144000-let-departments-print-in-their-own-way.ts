import { MigrationInterface, QueryRunner } from 'typeorm';

export class LetDepartmentsPrintInTheirOwnWay20261124144000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      create table department_prints (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        department_id bigint not null,
        accent text not null check (accent ~ '^#[0-9a-f]{6}$'),
        -- Below the sums of each document, and at the foot of each page, in each language that documents are printed in (R101).
        closing_pl text check (length(closing_pl) between 1 and 1000),
        closing_en text check (length(closing_en) between 1 and 1000),
        closing_de text check (length(closing_de) between 1 and 1000),
        footer_pl text check (length(footer_pl) between 1 and 300),
        footer_en text check (length(footer_en) between 1 and 300),
        footer_de text check (length(footer_de) between 1 and 300),
        version integer not null default 1,
        primary key (account_id, id),
        unique (account_id, department_id),
        foreign key (account_id, department_id) references departments
      );
      call keep('department_prints', 'true');
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query('drop table department_prints');
  }
}
