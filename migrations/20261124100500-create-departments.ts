import { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateDepartments20261124100500 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      create table departments (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        name text not null check (length(name) between 1 and 200),
        mark text check (mark ~ '^[A-Z0-9]{1,8}$'),
        main boolean not null default false,
        seller_name text not null check (length(seller_name) between 1 and 512),
        tax_country char(2) not null default 'PL',
        tax_no text,
        street text,
        post_code text,
        city text,
        country char(2) not null default 'PL',
        email text,
        phone text,
        www text,
        archived_at timestamptz,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (account_id, id),
        check (not (main and archived_at is not null))
      );
      create unique index one_main_department on departments (account_id) where main;
      create unique index one_department_mark on departments (account_id, mark);
      call keep('departments', 'true');

      create table department_logos (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        department_id bigint not null,
        type text not null check (type in ('image/png', 'image/jpeg')),
        bytes bytea not null check (length(bytes) <= 1048576),
        created_at timestamptz not null default now(),
        removed_at timestamptz,
        primary key (account_id, id),
        foreign key (account_id, department_id) references departments
      );
      create unique index one_logo on department_logos (account_id, department_id) where removed_at is null;
      call keep('department_logos', 'true', 'bytes');
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop table department_logos;
      drop table departments;
    `);
  }
}
