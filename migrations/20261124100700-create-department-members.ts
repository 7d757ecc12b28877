import { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateDepartmentMembers20261124100700 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      create table department_members (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        department_id bigint not null,
        user_id bigint not null,
        ended_at timestamptz,
        created_at timestamptz not null default now(),
        primary key (account_id, id),
        foreign key (account_id, department_id) references departments,
        foreign key (account_id, user_id) references users
      );
      create unique index once_in_a_department on department_members (account_id, user_id, department_id) where ended_at is null;
      create index members_of_department on department_members (account_id, department_id);
      call keep('department_members', 'true');
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop table department_members;
    `);
  }
}
