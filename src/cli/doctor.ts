import type { Client } from 'pg';
import { withClient } from '../database/connection';
import { openDatabase } from '../database/open-database';
import type { Settings } from '../settings';
import { numberingFaults } from './numbering-check';

/** What is asked of the database, and what is wrong when there is an answer. */
const CHECKS: [name: string, faults: (client: Client) => Promise<string[]>][] = [
  [
    'policies',
    asked(`select c.relname as found from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id'
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not c.relrowsecurity`),
  ],
  ['role', asked(`select rolname as found from pg_roles where rolname = 'tandem_app' and (rolsuper or rolbypassrls)`)],
  ['numbering', numberingFaults],
  [
    'jobs',
    asked(`select 'given up: ' || source_name || ' ' || string_agg(data::text, ', ' order by created_on) as found
      from pgboss.job where name = 'GivenUp' group by source_name order by 1`),
  ],
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
      for (const [name, faults] of CHECKS) {
        const found = await faults(client);
        if (found.length) process.exitCode = 1;
        lines.push(`${name.padEnd(11)} ${found.length ? `WRONG: ${found.join('; ')}` : 'ok'}`);
      }
    });
    return lines.join('\n');
  } finally {
    await database.close();
  }
}

function asked(sql: string) {
  return async (client: Client) => (await client.query<{ found: string }>(sql)).rows.map(({ found }) => found);
}
