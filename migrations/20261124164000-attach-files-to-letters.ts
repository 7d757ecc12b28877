import { MigrationInterface, QueryRunner } from 'typeorm';

export class AttachFilesToLetters20261124164000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- Files that went out with a letter, in their order; their bytes are kept elsewhere, under a key that is random. A letter that is written
      -- again may name the same bytes. What was sent stays as it was.
      create table letter_files (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        letter_id bigint not null,
        position smallint not null check (position between 0 and 9),
        name text not null check (octet_length(name) between 1 and 255),
        type text not null,
        size integer not null check (size between 1 and 10485760),
        sha256 bytea not null check (length(sha256) = 32),
        storage_key text not null check (storage_key ~ '^[0-9a-f]{32}$'),
        primary key (account_id, letter_id, position),
        foreign key (account_id, letter_id) references letters
      );
      alter table letter_files enable row level security;
      create policy seen_with_their_letter on letter_files to tandem_app using (account_id = app_account()
        and exists (select from letters l where l.account_id = letter_files.account_id and l.id = letter_id));
      grant select, insert on letter_files to tandem_app;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query('drop table letter_files');
  }
}
