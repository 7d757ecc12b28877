import { MigrationInterface, QueryRunner } from 'typeorm';

export class SayWhereMailIsHandedOver20261124142000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- SMTP of the account, and of departments that have their own. The password is sealed by the application's secret; history never has it.
      create table mail_servers (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        department_id bigint,
        host text not null check (host <> ''),
        port integer not null check (port between 1 and 65535),
        security text not null check (security in ('none', 'starttls', 'tls')),
        any_certificate boolean not null default false,
        user_name text,
        password text,
        from_name text,
        from_address text not null check (from_address <> ''),
        reply_to text,
        bounce_pattern text check (bounce_pattern like '%{id}%@%'),
        repeat_unanswered boolean not null default false,
        deleted_at timestamptz,
        version integer not null default 1,
        primary key (account_id, id),
        foreign key (account_id, department_id) references departments,
        check (password is null or user_name is not null),
        check (not any_certificate or security <> 'none')
      );
      create unique index one_mail_server on mail_servers (account_id, coalesce(department_id, 0)) where deleted_at is null;
      call keep('mail_servers', 'true', 'password');
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query('drop table mail_servers');
  }
}
