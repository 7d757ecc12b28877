import { MigrationInterface, QueryRunner } from 'typeorm';

export class PlanOnceWhoSeesARecord20261124130000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    // Asked for each entry of a record's history: planned anew each time, it took longer than the page's other statements together.
    await runner.query('alter function app_sees_record(text, bigint) set plan_cache_mode = force_generic_plan');
  }

  async down(runner: QueryRunner) {
    await runner.query('alter function app_sees_record(text, bigint) reset plan_cache_mode');
  }
}
