import { MigrationInterface, QueryRunner } from 'typeorm';

/** Functions that run as their owner, whose path does not end with the schema of temporary objects. */
const DEFINERS = `select p.oid::regprocedure::text as name from pg_proc p
  where p.prosecdef and p.pronamespace = 'public'::regnamespace and not coalesce('search_path=public, pg_temp' = any (p.proconfig), false)`;

export class CloseDefinerFunctionsToTemporaryObjects20261124130020 implements MigrationInterface {
  async up(runner: QueryRunner) {
    // A path that does not name pg_temp looks there first: whoever asks could put a table of their own before ours, and have it read as the owner.
    for (const { name } of await runner.query(DEFINERS))
      await runner.query(`alter function ${name} set search_path = public, pg_temp`);
    await runner.query(`
      do $$ begin execute format('revoke temporary on database %I from public', current_database()); end $$;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      do $$ begin execute format('grant temporary on database %I to public', current_database()); end $$;
    `);
  }
}
