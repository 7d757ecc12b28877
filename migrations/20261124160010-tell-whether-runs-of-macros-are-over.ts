import { MigrationInterface, QueryRunner } from 'typeorm';

export class TellWhetherRunsOfMacrosAreOver20261124160010 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- 'sending': all is done but for webhooks that have not ended.
      alter table macro_runs drop constraint macro_runs_state_check,
        add constraint macro_runs_state_check check (state in ('waiting', 'sending', 'done', 'failed', 'looped', 'not_met'));
      update macro_runs r set state = 'sending' where state = 'done' and exists (
        select from macro_deeds d where d.account_id = r.account_id and d.run_id = r.id and d.state = 'waiting');
      -- Each macro looks at a happening once; people read only of those that it did or was to do something about.
      drop index macro_runs_of_macro;
      create index macro_runs_told on macro_runs (account_id, id desc) where state <> 'not_met' or due_at is not null or tries > 1;
      create index macro_runs_told_of_macro on macro_runs (account_id, macro_id, id desc) where state <> 'not_met' or due_at is not null or tries > 1;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop index macro_runs_told_of_macro;
      drop index macro_runs_told;
      create index macro_runs_of_macro on macro_runs (account_id, macro_id, id desc);
      update macro_runs set state = 'done' where state = 'sending';
      alter table macro_runs drop constraint macro_runs_state_check,
        add constraint macro_runs_state_check check (state in ('waiting', 'done', 'failed', 'looped', 'not_met'));
    `);
  }
}
