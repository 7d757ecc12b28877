import { MigrationInterface, QueryRunner } from 'typeorm';

export class PointHappeningsAtTheirOffersAndTasks20261124171000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- As of deals, clients and documents: none of another account, none that is not there. Nothing of these is removed, only marked
      -- as deleted, so that no index is needed to find what would hold a removal up.
      alter table happenings add constraint happening_of_offer foreign key (account_id, offer_id) references offers,
        add constraint happening_of_task foreign key (account_id, task_id) references tasks;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      alter table happenings drop constraint happening_of_task, drop constraint happening_of_offer;
    `);
  }
}
