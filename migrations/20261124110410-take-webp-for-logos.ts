import { MigrationInterface, QueryRunner } from 'typeorm';

export class TakeWebpForLogos20261124110410 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      alter table department_logos drop constraint department_logos_type_check;
      alter table department_logos add constraint department_logos_type_check check (type in ('image/png', 'image/jpeg', 'image/webp'));
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      alter table department_logos drop constraint department_logos_type_check;
      alter table department_logos add constraint department_logos_type_check check (type in ('image/png', 'image/jpeg')) not valid;
    `);
  }
}
