import { type ConstructorOptions, PgBoss } from 'pg-boss';
import { StartFailure } from '../start-failure';
import { type Connection, withClient } from './connection';

/** Where pg-boss keeps its tables, apart from those of the business. */
const SCHEMA = 'pgboss';

/** What the application's role may do with jobs: add one. What stands in those that are there it cannot read. */
const RIGHTS = `
  grant usage on schema ${SCHEMA} to tandem_app;
  grant select on ${SCHEMA}.queue to tandem_app;
  grant insert, select (id, start_after) on ${SCHEMA}.job_common to tandem_app`;

/** pg-boss on the owner's connection, with a pool of its own. */
export function bossOn({ url, username, ...rest }: Connection, options: ConstructorOptions) {
  return new PgBoss({ ...rest, connectionString: url, user: username, schema: SCHEMA, persistWarnings: false, ...options });
}

/**
 * Brings pg-boss's tables to the version that is installed; the migrations' lock must be held.
 * @throws StartFailure when the owner may not make the schema, with the SQL an administrator has to run
 */
export async function migrateJobs(owner: Connection) {
  await withClient(owner, async (client) => {
    const { rows } = await client.query(
      `select exists (select from pg_namespace where nspname = $1) as there, current_user as login, current_database() as database,
         has_database_privilege(current_database(), 'create') as may`,
      [SCHEMA],
    );
    const [{ there, login, database, may }] = rows;
    if (!there && !may) {
      throw new StartFailure(`no right to make the schema ${SCHEMA} for jobs; an administrator has to run in ${database}:`, [
        `create schema ${SCHEMA} authorization ${client.escapeIdentifier(login)};`,
      ]);
    }
    const boss = bossOn(owner, { max: 1, createSchema: !there, supervise: false, schedule: false });
    const failed = new Promise<never>((_, reject) => boss.on('error', reject));
    await Promise.race([failed, boss.start().then(() => boss.stop())]);
    await client.query(RIGHTS);
  });
}
