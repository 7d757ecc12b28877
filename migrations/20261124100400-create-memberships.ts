import { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateMemberships20261124100400 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      create table memberships (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        user_id bigint not null,
        side text not null check (side in ('crm', 'invoicing')),
        role text not null check (role in ('owner', 'administrator', 'user', 'accountant')),
        level text not null check (level in ('own', 'own_and_unassigned', 'departments', 'all')),
        ended_at timestamptz,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        primary key (account_id, id),
        foreign key (account_id, user_id) references users,
        check (role <> 'accountant' or side = 'invoicing'),
        check (role = 'user' or level = 'all')
      );
      create unique index one_membership_a_side on memberships (account_id, user_id, side) where ended_at is null;
      call keep('memberships', 'true');
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop table memberships;
    `);
  }
}
