import { setTimeout as pause } from 'node:timers/promises';
import { type Holder, holderOf, lockFolder } from '../folder-lock';
import type { Settings } from '../settings';
import { StartFailure } from '../start-failure';
import { type Connection, withClient } from './connection';
import { runningEmbedded, startEmbedded } from './embedded';
import { migrate } from './migrate';
import { embeddedRole, externalRole } from './roles';

/** The database, migrated and ready for the application's role. */
export interface OpenDatabase {
  owner: Connection;
  application: Connection;
  /** Resolves when an embedded database that we started has ended; never for another one. */
  ended: Promise<void>;
  close(): Promise<void>;
}

const NEVER = new Promise<void>(() => {});

/**
 * Opens the external database if settings name one, else the embedded one: a command uses that of a running server, otherwise it is started
 * under the data folder's lock.
 * @throws StartFailure with what is wrong and what to do
 */
export async function openDatabase(settings: Settings, by: Holder): Promise<OpenDatabase> {
  if (settings.databaseUrl) return external(settings);
  if (by === 'command' && holderOf(settings.dataDir)?.kind === 'server') return serversOwn(settings);
  const release = await lockFolder(settings.dataDir, by);
  try {
    const embedded = await startEmbedded(settings.dataDir);
    const close = () => embedded.stop().finally(release);
    try {
      const application = await embeddedRole(embedded.owner);
      await migrate(embedded.owner);
      return { owner: embedded.owner, application, ended: embedded.ended, close };
    } catch (error) {
      await embedded.stop();
      throw error;
    }
  } catch (error) {
    release();
    throw error;
  }
}

async function external(settings: Settings): Promise<OpenDatabase> {
  const application = await externalRole(settings);
  const owner = { url: settings.databaseDirectUrl };
  await migrate(owner);
  return { owner, application, ended: NEVER, close: async () => {} };
}

/** A server that is just starting is waited for until it has made the application's role, its last step before the migrations. */
async function serversOwn({ dataDir }: Settings): Promise<OpenDatabase> {
  for (const end = Date.now() + 10_000; Date.now() < end; await pause(100)) {
    const owner = runningEmbedded(dataDir);
    if (!owner || !(await hasRole(owner))) continue;
    await migrate(owner);
    return { owner, application: await embeddedRole(owner), ended: NEVER, close: async () => {} };
  }
  throw new StartFailure(`the Tandem that holds ${dataDir} does not get its database ready`);
}

async function hasRole(owner: Connection) {
  return withClient(
    owner,
    async (client) => (await client.query(`select from pg_roles where rolname = 'tandem_app'`)).rowCount,
  ).catch(() => 0);
}
