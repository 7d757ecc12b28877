import { MigrationInterface, QueryRunner } from 'typeorm';

export class TellTheSidesOfMailApart20261124156000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- Whose outbox a message is in, and to which client it was written. Until now only Invoicing wrote.
      alter table mail_messages
        add column side text not null default 'invoicing' check (side in ('crm', 'invoicing')),
        add column client_id bigint,
        add foreign key (account_id, client_id) references clients;
      alter table mail_messages alter column side drop default;
      create index messages_by_side on mail_messages (account_id, side, id);
      create index messages_by_side_and_state on mail_messages (account_id, side, state, id);
      create index messages_to_client on mail_messages (account_id, client_id, id) where client_id is not null;
      drop index messages_by_state;

      -- A member of one side sees nothing of the other's (R64, R68). In CRM a message to a client is seen by whoever sees the client (R72): the
      -- clients' own policy decides within.
      alter policy seen_by_those_entitled on mail_messages using (account_id = app_account() and (queued_by = app_user()
        or case side
          when 'invoicing' then app_sees('invoicing', department_id, queued_by)
          else case when client_id is null then app_sees('crm', department_id, queued_by)
            else app_member('crm') and exists (select from clients c where c.account_id = mail_messages.account_id and c.id = client_id) end
          end));
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      alter policy seen_by_those_entitled on mail_messages using (account_id = app_account()
        and (queued_by = app_user() or app_sees('invoicing', department_id, queued_by)));
      create index messages_by_state on mail_messages (account_id, state, id);
      alter table mail_messages drop column client_id, drop column side;
    `);
  }
}
