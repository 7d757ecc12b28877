import { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateContacts20261124101300 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      create table contacts (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        client_id bigint not null,
        name text not null check (length(name) between 1 and 200),
        role text,
        email text,
        phone text,
        deleted_at timestamptz,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        primary key (account_id, id),
        foreign key (account_id, client_id) references clients
      );
      create index contacts_of_client on contacts (account_id, client_id);
      call keep('contacts', 'exists (select from clients c where c.id = client_id)');
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop table contacts;
    `);
  }
}
