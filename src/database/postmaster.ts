import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StartFailure } from '../start-failure';
import { alive, programOf } from './running';

/** A Postgres that runs on a cluster, as its own pid file tells. */
export interface Postmaster {
  pid: number;
  startedAt: Date;
  socketFolder: string;
  ready: boolean;
}

/** Reads the pid file of a cluster; undefined when there is none (or only its beginning yet). */
export function postmasterOf(folder: string): Postmaster | undefined {
  const [pid, , startedAt, , socketFolder, , , status] = pidFile(folder).split('\n');
  if (!socketFolder) return undefined;
  return { pid: Number(pid), startedAt: new Date(Number(startedAt) * 1000), socketFolder, ready: status?.trim() === 'ready' };
}

/** The Postgres that a killed Tandem left running on this cluster, ready for connections; undefined when none runs. */
export async function orphanOf(folder: string): Promise<Postmaster | undefined> {
  for (const end = Date.now() + 30_000; Date.now() < end; await pause(50)) {
    const found = postmasterOf(folder);
    if (!found) return undefined;
    if (!alive(found.pid) || programOf(found.pid) !== 'postgres' || found.startedAt.getTime() < bootedAt() - 60_000) {
      disown(folder);
      if (/\/tandem-\w+$/.test(found.socketFolder)) rmSync(found.socketFolder, { recursive: true, force: true });
      return undefined;
    }
    if (found.ready) return found;
  }
  throw new StartFailure(
    `Postgres (process ${postmasterOf(folder)?.pid}), left by an earlier Tandem on ${folder}, does not get ready; end it`,
  );
}

/**
 * Postgres refuses to start while its pid file names a process that exists, be it another program that got the number or a dead child that
 * nobody has buried. It passes over its own parent's number, so that one is put there; the rest of the file still guards the cluster.
 */
function disown(folder: string) {
  const [, ...rest] = pidFile(folder).split('\n');
  writeFileSync(join(folder, 'postmaster.pid'), [process.pid, ...rest].join('\n'));
}

function pidFile(folder: string) {
  try {
    return readFileSync(join(folder, 'postmaster.pid'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

function bootedAt() {
  return Date.now() - uptime() * 1000;
}
