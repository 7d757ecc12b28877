import { MigrationInterface, QueryRunner } from 'typeorm';

export class LetNobodyAnswerAnOfferOfADeletedDeal20261124162000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- Whoever deletes the deal meanwhile is waited for.
      create function refuse_answer_of_deleted_deal() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          perform from deals d where d.account_id = new.account_id and d.id = new.deal_id and d.deleted_at is null for share;
          if not found then raise exception 'An offer of a deleted deal is not answered' using errcode = 'check_violation'; end if;
          return new;
        end $$;
      create trigger refuse_answer before update on offers for each row
        when (num_nonnulls(old.accepted_at, old.declined_at) = 0 and num_nonnulls(new.accepted_at, new.declined_at) > 0)
        execute function refuse_answer_of_deleted_deal();
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop trigger refuse_answer on offers;
      drop function refuse_answer_of_deleted_deal();
    `);
  }
}
