import { MigrationInterface, QueryRunner } from 'typeorm';

export class LetMacrosCallWebhooks20261124155010 implements MigrationInterface {
  async up(runner: QueryRunner) {
    // An action that tells a program elsewhere waits until its delivery has ended.
    await runner.query(`
      alter table macro_deeds drop constraint macro_deeds_state_check, add check (state in ('waiting', 'done', 'failed')),
        add column delivery_id bigint, add foreign key (account_id, delivery_id) references webhook_deliveries,
        add check (state <> 'waiting' or delivery_id is not null);
      create unique index deed_of_delivery on macro_deeds (account_id, delivery_id) where delivery_id is not null;
      grant update (delivery_id) on macro_deeds to tandem_app;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      delete from macro_deeds where state = 'waiting';
      drop index deed_of_delivery;
      alter table macro_deeds drop column delivery_id, drop constraint macro_deeds_state_check,
        add constraint macro_deeds_state_check check (state in ('done', 'failed'));
    `);
  }
}
