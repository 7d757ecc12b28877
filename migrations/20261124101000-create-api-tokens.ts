import { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateApiTokens20261124101000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      create table api_tokens (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        user_id bigint not null,
        name text not null check (length(name) between 1 and 100),
        token_hash bytea not null unique,
        revoked_at timestamptz,
        created_at timestamptz not null default now(),
        primary key (account_id, id),
        foreign key (account_id, user_id) references users
      );
      call keep('api_tokens', 'user_id = app_user()', 'token_hash');
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop table api_tokens;
    `);
  }
}
