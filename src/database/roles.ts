import type { Client } from 'pg';
import type { Settings } from '../settings';
import { StartFailure } from '../start-failure';
import { type Connection, withClient } from './connection';

/**
 * The application's role, `tandem_app`: it owns nothing and is held by the policies. In the embedded database it logs in by itself.
 * @returns the connection for the application's pool
 */
export async function embeddedRole(owner: Connection): Promise<Connection> {
  await withClient(owner, async (client) => {
    if (!(await exists(client))) await client.query('create role tandem_app login');
  });
  return { ...owner, username: 'tandem_app' };
}

/**
 * The same role in an external database: its own login (DATABASE_APP_URL), or the owner's login that becomes it when it connects.
 * @throws StartFailure when the server is unreachable or too old, or the role cannot be had (with the SQL an administrator has to run)
 */
export async function externalRole({ databaseUrl, databaseAppUrl, databaseDirectUrl }: Settings): Promise<Connection> {
  const owner = await reach('DATABASE_URL', { url: databaseDirectUrl }, async (client) => {
    await checkVersion(client);
    await haveRole(client, !databaseAppUrl);
    return nameOf(client);
  });
  const application = databaseAppUrl ? { url: databaseAppUrl } : { url: databaseUrl, options: '-c role=tandem_app' };
  await reach(databaseAppUrl ? 'DATABASE_APP_URL' : 'DATABASE_URL', application, (client) => checkHarmless(client, owner));
  return application;
}

async function reach<T>(variable: string, connection: Connection, work: (client: Client) => Promise<T>) {
  return withClient(connection, work).catch((error) => {
    if (error instanceof StartFailure) throw error;
    const { hostname, port, pathname } = new URL(connection.url!);
    throw new StartFailure(
      `database unreachable: ${variable} (${hostname}:${port || 5432}${pathname}): ${error.message || error.code}`,
    );
  });
}

async function checkVersion(client: Client) {
  const { rows } = await client.query(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as name`,
  );
  if (rows[0].number < 150000)
    throw new StartFailure(`database too old: it is Postgres ${rows[0].name}, Tandem needs 15 or later`);
}

async function haveRole(client: Client, becomesIt: boolean) {
  // Up to 15 every member may become the role; from 16 on that is a right of its own.
  const { rows } = await client.query(`select current_setting('server_version_num')::int >= 160000 as apart`);
  const right = rows[0].apart ? 'SET' : 'MEMBER';
  const create = 'create role tandem_app nologin';
  const grant = `grant tandem_app to ${client.escapeIdentifier(await nameOf(client))}${rows[0].apart ? ' with inherit false, set true' : ''}`;
  try {
    if (!(await exists(client))) await client.query(create);
    if (!becomesIt) return;
    const { rows: may } = await client.query(`select pg_has_role('tandem_app', $1) as may`, [right]);
    if (!may[0].may) await client.query(grant);
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    if (code === '42710') return haveRole(client, becomesIt); // another Tandem made it at the same moment
    throw new StartFailure(
      `no right to make or take the application's role tandem_app (${message}); an administrator has to run:`,
      [...((await exists(client)) ? [] : [`${create};`]), ...(becomesIt ? [`${grant};`] : [])],
    );
  }
}

/** Start is refused to a role that could look past the policies. */
async function checkHarmless(client: Client, owner: string) {
  const { rows } = await client.query(
    `select rolname as name, rolsuper as super, rolbypassrls as bypasses, pg_has_role('tandem_app', 'USAGE') as member,
       pg_has_role($1, 'USAGE') as owner, exists (select from pg_class where relowner = r.oid) as owns
     from pg_roles r where rolname = current_user`,
    [owner],
  );
  const [{ name, super: all, bypasses, member, owner: ownersRights, owns }] = rows;
  const reason =
    (all && 'is a superuser') ||
    (bypasses && 'bypasses row level security') ||
    (owns && 'owns tables') ||
    (ownersRights && `has the rights of ${owner}`) ||
    (!member && 'is no member of tandem_app');
  if (reason) throw new StartFailure(`the application may not work as the database role ${name}: it ${reason}`);
}

async function exists(client: Client) {
  return Boolean((await client.query(`select from pg_roles where rolname = 'tandem_app'`)).rowCount);
}

async function nameOf(client: Client): Promise<string> {
  return (await client.query('select current_user as name')).rows[0].name;
}
