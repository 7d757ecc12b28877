import { MigrationInterface, QueryRunner } from 'typeorm';

export class TellIntoWhichCardAClientWasMerged20261124110300 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      alter table clients add column merged_into_id bigint,
        add foreign key (account_id, merged_into_id) references clients,
        add check (merged_into_id is null or deleted_at is not null);
      create index clients_merged_into on clients (account_id, merged_into_id) where merged_into_id is not null;
      create index clients_deleted on clients (account_id, deleted_at desc) where deleted_at is not null;

      -- Drafts count that the person may not see (R75); that there are some is all that is told of them (R131).
      create function client_in_drafts(client bigint) returns boolean language sql stable security definer set search_path = public
        as $$ select (app_member('crm') or app_member('invoicing')) and exists (select from invoices
          where account_id = app_account() and issued_at is null and deleted_at is null and (client_id = client or recipient_id = client)) $$;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop function client_in_drafts(bigint);
      drop index clients_deleted;
      alter table clients drop column merged_into_id;
    `);
  }
}
