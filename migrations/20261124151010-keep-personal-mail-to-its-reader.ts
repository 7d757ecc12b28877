import { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepPersonalMailToItsReader20261124151010 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- Mail that tells one person what they may know, as no other may (R131): whatever else lets a message be seen, this one is seen by whoever
      -- it was queued as, and by the account itself, which hands it over.
      alter table mail_messages add column personal boolean not null default false,
        add check (not personal or queued_by is not null);
      create policy personal_mail_is_its_readers on mail_messages as restrictive to tandem_app
        using (not personal or queued_by = app_user() or app_user() is null);
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop policy personal_mail_is_its_readers on mail_messages;
      alter table mail_messages drop column personal;
    `);
  }
}
