import { withClient } from '../database/connection';
import { openDatabase } from '../database/open-database';
import type { Settings } from '../settings';

/** One question to the database, and what is wrong when it returns rows. */
const CHECKS: [name: string, sql: string][] = [
  [
    'policies',
    `select c.relname as found from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id'
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not c.relrowsecurity`,
  ],
  ['role', `select rolname as found from pg_roles where rolname = 'tandem_app' and (rolsuper or rolbypassrls)`],
];

/**
 * Checks what must hold before and while people work; sets the exit code to 1 when something does not.
 * @throws StartFailure when settings or the database stand in the way of checking
 */
export async function doctor(settings: Settings): Promise<string> {
  const database = await openDatabase(settings, 'command'); // reading settings, reaching and migrating are checks themselves
  try {
    const lines = ['settings    ok', 'database    ok', 'migrations  ok'];
    await withClient(database.owner, async (client) => {
      for (const [name, sql] of CHECKS) {
        const { rows } = await client.query<{ found: string }>(sql);
        if (rows.length) process.exitCode = 1;
        lines.push(`${name.padEnd(11)} ${rows.length ? `WRONG: ${rows.map(({ found }) => found).join(', ')}` : 'ok'}`);
      }
    });
    return lines.join('\n');
  } finally {
    await database.close();
  }
}
