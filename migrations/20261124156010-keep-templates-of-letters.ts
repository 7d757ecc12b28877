import { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepTemplatesOfLetters20261124156010 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- What CRM writes to clients, again and again: chosen by name, each in one language.
      create table letter_templates (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        name text not null check (length(name) between 1 and 100),
        language text not null check (language in ('pl', 'en')),
        subject text not null check (length(subject) between 1 and 255),
        body text not null check (length(body) between 1 and 20000),
        removed_at timestamptz,
        version integer not null default 1,
        primary key (account_id, id)
      );
      create unique index one_letter_template on letter_templates (account_id, language, app_folded(name)) where removed_at is null;
      call keep('letter_templates', $$app_member('crm')$$);
      create policy letter_templates_seen_in_crm on history as restrictive to tandem_app
        using (record_table <> 'letter_templates' or app_member('crm'));
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop policy letter_templates_seen_in_crm on history;
      drop table letter_templates;
    `);
  }
}
