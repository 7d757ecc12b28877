import { MigrationInterface, QueryRunner } from 'typeorm';

export class RememberTheLinesOfDeals20261124110110 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- Lines are replaced as a whole: one entry in their deal's history a statement, as for documents (R119, R123).
      create function remember_deal_lines() returns trigger language plpgsql security definer set search_path = public as $$
        declare deal record;
        begin
          for deal in select account_id, deal_id, jsonb_agg(jsonb_strip_nulls(jsonb_build_object('name', name, 'unit', unit, 'quantity', quantity,
              'gross_price', gross_price, 'vat_rate', vat_rate)) order by position) as lines
            from changed_lines group by account_id, deal_id
          loop
            perform write_history(deal.account_id, 'deals', deal.deal_id, 'changed', case tg_op
              when 'INSERT' then jsonb_build_object('lines', jsonb_build_array(null, deal.lines))
              else jsonb_build_object('lines', jsonb_build_array(deal.lines, null)) end);
          end loop;
          return null;
        end $$;
      create trigger remember_lines after insert on deal_lines referencing new table as changed_lines
        for each statement execute function remember_deal_lines();
      create trigger remember_removed_lines after delete on deal_lines referencing old table as changed_lines
        for each statement execute function remember_deal_lines();
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop trigger remember_removed_lines on deal_lines;
      drop trigger remember_lines on deal_lines;
      drop function remember_deal_lines();
    `);
  }
}
