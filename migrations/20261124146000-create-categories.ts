import { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCategories20261124146000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- What products are sorted by.
      create table categories (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        name text not null check (length(name) between 1 and 100),
        description text,
        archived_at timestamptz,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (account_id, id)
      );
      create unique index one_category_name on categories (account_id, app_folded(name));
      call keep('categories', $$app_member('invoicing')$$);
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query('drop table categories');
  }
}
