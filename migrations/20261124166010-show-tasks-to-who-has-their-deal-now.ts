import { MigrationInterface, QueryRunner } from 'typeorm';

export class ShowTasksToWhoHasTheirDealNow20261124166010 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- A task is seen by the department of its deal, else of its client, whichever that is by now (R72). One that goes to no department is open to
      -- all; its tasks stay where they were.
      create function tasks_follow_their_subject() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          if tg_table_name = 'deals' then
            update tasks set department_id = new.department_id
              where account_id = new.account_id and deal_id = new.id and department_id is distinct from new.department_id;
          else
            update tasks set department_id = new.department_id where account_id = new.account_id and client_id = new.id
              and department_id is distinct from new.department_id
              and not exists (select from deals d where d.account_id = tasks.account_id and d.id = tasks.deal_id and d.department_id is not null);
          end if;
          return null;
        end $$;
      create trigger tasks_follow after update of department_id on deals for each row
        when (new.department_id is distinct from old.department_id and new.department_id is not null) execute function tasks_follow_their_subject();
      create trigger tasks_follow after update of department_id on clients for each row
        when (new.department_id is distinct from old.department_id and new.department_id is not null) execute function tasks_follow_their_subject();
      update tasks t set department_id = d.department_id from deals d
        where d.account_id = t.account_id and d.id = t.deal_id and d.department_id is not null and t.department_id is distinct from d.department_id;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop trigger tasks_follow on clients;
      drop trigger tasks_follow on deals;
      drop function tasks_follow_their_subject();
    `);
  }
}
