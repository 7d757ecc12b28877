import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StartFailure } from '../start-failure';
import { binaries } from './binaries';
import { haveCluster, lastLines, logOf, runPostgres } from './cluster';
import { type Connection, withClient } from './connection';
import { orphanOf, postmasterOf } from './postmaster';
import { alive, gone } from './running';
import { handOver, reachable } from './unprivileged';

/** The embedded Postgres of one data folder, started by us or taken over from a Tandem that was killed. */
export interface Embedded {
  owner: Connection;
  /** Resolves when Postgres has ended, whether asked to or not. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

const folderIn = (dataDir: string) => join(dataDir, 'postgres');

/**
 * Starts Postgres on the cluster in the data folder (made if missing), reached by a socket only; the folder's lock must be held.
 * @throws StartFailure with Postgres' last words
 */
export async function startEmbedded(dataDir: string): Promise<Embedded> {
  const folder = folderIn(dataDir);
  await haveCluster(folder);
  const orphan = await orphanOf(folder);
  const started = orphan ? { ...orphan, ended: gone(orphan.pid) } : await start(folder);
  const owner = ownerAt(started.socketFolder);
  await haveDatabase(owner);
  return {
    owner,
    ended: started.ended,
    async stop() {
      if (alive(started.pid)) process.kill(started.pid, 'SIGINT'); // Postgres' "fast": open transactions are undone, nobody is waited for
      while (alive(started.pid)) await pause(20);
      rmSync(started.socketFolder, { recursive: true, force: true });
    },
  };
}

/** The owner's connection to a database that another process of this machine runs in the data folder; undefined while it is not ready. */
export function runningEmbedded(dataDir: string): Connection | undefined {
  const postmaster = postmasterOf(folderIn(dataDir));
  return postmaster?.ready ? ownerAt(postmaster.socketFolder) : undefined;
}

async function start(folder: string) {
  const socketFolder = newSocketFolder();
  const settings = {
    listen_addresses: '',
    unix_socket_directories: socketFolder,
    port: 5432,
    timezone: 'UTC',
    log_min_error_statement: 'panic',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const postgres = runPostgres(binaries().postgres, folder, flags, logOf(folder));
  const exited = once(postgres, 'exit').then(() => rmSync(socketFolder, { recursive: true, force: true }));
  await Promise.race([exited, untilReady(folder, postgres)]);
  if (postgres.exitCode !== null)
    throw new StartFailure(`the embedded database does not start; ${logOf(folder)} says why`, lastLines(logOf(folder)));
  return { pid: postgres.pid!, socketFolder, ended: exited };
}

async function untilReady(folder: string, postgres: ChildProcess) {
  for (let found = postmasterOf(folder); postgres.exitCode === null; found = postmasterOf(folder)) {
    if (found?.pid === postgres.pid && found?.ready) return;
    await pause(20);
  }
}

/** A folder closed to everybody else: who may enter it may use the database. Its path is short, as a socket's may have 107 bytes at most. */
export function newSocketFolder() {
  const place = tmpdir().length < 60 && reachable(join(tmpdir(), 'socket')) ? tmpdir() : '/tmp';
  const folder = mkdtempSync(join(place, 'tandem-'));
  handOver(folder);
  return folder;
}

/** The owner's connection through the socket in this folder. */
export const ownerAt = (socketFolder: string): Connection => ({ host: socketFolder, username: 'tandem', database: 'tandem' });

async function haveDatabase(owner: Connection) {
  await withClient({ ...owner, database: 'postgres' }, async (client) => {
    const { rowCount } = await client.query(`select from pg_database where datname = 'tandem'`);
    if (!rowCount) await client.query('create database tandem');
  });
}
