import { MigrationInterface, QueryRunner } from 'typeorm';

export class FindOffersByTheirWordsStateAndPerson20261124172000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      alter table offers add column search text not null generated always as (app_folded(number || ' ' || title)) stored;
      create index offers_by_search on offers using gin (account_id, search gin_trgm_ops);
      create index offers_of_responsible on offers (account_id, responsible_id, id desc) where deleted_at is null;

      -- States that few of many offers may be in.
      create index offers_drafted on offers (account_id, id desc) where sent_at is null and deleted_at is null;
      create index offers_accepted on offers (account_id, id desc) where accepted_at is not null;
      create index offers_declined on offers (account_id, id desc) where declined_at is not null and deleted_at is null;
      create index offers_withdrawn on offers (account_id, id desc) where withdrawn_at is not null and deleted_at is null;
      create index offers_deleted on offers (account_id, id desc) where deleted_at is not null;

      -- Offers whose number and title, or whose client's name, have all the words; the newest first. Below a policy LIKE cannot use the trigram index,
      -- so the search runs as the owner, with the policy's conditions written in it. Of a client nothing but the name is searched: it is what whoever
      -- sees the deal sees of a client closed to them (R131), and the index of all that is searched in cards only says where to look.
      create function search_offers(words text, among_deleted boolean, most integer) returns setof bigint
        language plpgsql stable rows 50 security definer set search_path = public, pg_temp as $$
        declare patterns text[] := app_search_patterns(words);
        begin
          return query select o.id from offers o join deals d on d.account_id = o.account_id and d.id = o.deal_id
            where o.account_id = app_account() and (o.deleted_at is not null) = among_deleted and app_sees('crm', d.department_id, d.responsible_id)
              and o.id in (
                select w.id from offers w where w.account_id = app_account() and w.search like patterns[1] and w.search like all (patterns)
                union all
                select n.id from clients c join deals cd on cd.account_id = c.account_id and cd.client_id = c.id
                  join offers n on n.account_id = cd.account_id and n.deal_id = cd.id
                  where c.account_id = app_account() and c.search like patterns[1] and app_folded(c.name) like all (patterns))
            order by o.id desc limit most;
        end $$;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop function search_offers(text, boolean, integer);
      drop index offers_deleted, offers_withdrawn, offers_declined, offers_accepted, offers_drafted, offers_of_responsible;
      alter table offers drop column search;
    `);
  }
}
