import { MigrationInterface, QueryRunner } from 'typeorm';

export class WriteToClientsByTemplates20261124143010 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- What messages with documents say: of one kind or all, of one department or all, in one language.
      create table mail_templates (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        kind text,
        department_id bigint,
        language text not null check (language in ('pl', 'en')),
        subject text not null check (length(subject) between 1 and 255),
        body text not null check (length(body) between 1 and 20000),
        removed_at timestamptz,
        version integer not null default 1,
        primary key (account_id, id),
        foreign key (account_id, department_id) references departments
      );
      create unique index one_template on mail_templates (account_id, coalesce(kind, ''), coalesce(department_id, 0), language)
        where removed_at is null;
      call keep('mail_templates', $$app_member('invoicing')$$);
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query('drop table mail_templates');
  }
}
