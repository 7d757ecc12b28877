import { MigrationInterface, QueryRunner } from 'typeorm';

export class KnowActionsOfMacrosAgain20261124160000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    // A run that is tried again goes by each action's own id: macros are changed, and their actions come, go and move meanwhile.
    await runner.query(`
      alter table macros disable trigger remember_change;
      update macros set actions = (select jsonb_agg(jsonb_build_object('id', gen_random_uuid()) || action order by place)
        from jsonb_array_elements(actions) with ordinality a (action, place));
      alter table macros enable trigger remember_change;
      update macro_deeds d set action = d.action || jsonb_build_object('id', m.actions -> d.position ->> 'id')
        from macro_runs r join macros m on m.account_id = r.account_id and m.id = r.macro_id
        where r.account_id = d.account_id and r.id = d.run_id and m.actions -> d.position is not null;
      alter table macro_deeds drop constraint macro_deeds_state_check,
        add constraint macro_deeds_state_check check (state in ('waiting', 'done', 'failed', 'removed'));
      grant update (action) on macro_deeds to tandem_app;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      revoke update (action) on macro_deeds from tandem_app;
      update macro_deeds set state = 'failed' where state = 'removed';
      alter table macro_deeds drop constraint macro_deeds_state_check,
        add constraint macro_deeds_state_check check (state in ('waiting', 'done', 'failed'));
      update macro_deeds set action = action - 'id';
      alter table macros disable trigger remember_change;
      update macros set actions = (select jsonb_agg(action - 'id' order by place) from jsonb_array_elements(actions) with ordinality a (action, place));
      alter table macros enable trigger remember_change;
    `);
  }
}
