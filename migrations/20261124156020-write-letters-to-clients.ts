import { MigrationInterface, QueryRunner } from 'typeorm';

export class WriteLettersToClients20261124156020 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- What CRM wrote to a client, and about which deal. What was said, to whom and what became of it stands on the message, which has the history.
      create table letters (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        client_id bigint not null,
        deal_id bigint,
        message_id bigint not null,
        primary key (account_id, id),
        foreign key (account_id, client_id) references clients,
        foreign key (account_id, deal_id) references deals,
        foreign key (account_id, message_id) references mail_messages,
        unique (account_id, message_id)
      );
      create index letters_of_client on letters (account_id, client_id, id desc);
      create index letters_of_deal on letters (account_id, deal_id, id desc) where deal_id is not null;
      alter table letters enable row level security;
      create policy seen_with_their_client on letters to tandem_app using (account_id = app_account() and app_member('crm')
        and exists (select from clients c where c.account_id = letters.account_id and c.id = client_id));
      grant select, insert, update (client_id) on letters to tandem_app;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query('drop table letters');
  }
}
