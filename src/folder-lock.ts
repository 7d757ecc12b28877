import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { alive, startOf } from './database/running';
import { StartFailure } from './start-failure';

/** What holds a data folder: the server for long, a command of the command line for a moment. */
export type Holder = 'server' | 'command';

/** A command is waited for, so that `npm start` does not fail because of one that is about to end. Milliseconds. */
const PATIENCE = 10_000;

const lockIn = (folder: string) => join(folder, 'lock');

/**
 * Takes the data folder for this process, also from one that was killed and could not give it back.
 * @returns how to give it back
 * @throws StartFailure when another Tandem holds it
 */
export async function lockFolder(folder: string, by: Holder): Promise<() => void> {
  const file = lockIn(folder);
  const ours = [process.pid, startOf(process.pid), by].join('\n');
  for (const end = Date.now() + PATIENCE; !taken(file, ours); await pause(100)) {
    const holder = holderOf(folder);
    if (holder && (holder.kind === 'server' || Date.now() > end)) {
      throw new StartFailure(`data folder ${folder} is in use by another Tandem (pid ${holder.pid})`);
    }
  }
  return () => rmSync(file, { force: true });
}

/** Who holds the data folder now; undefined when nobody does. */
export function holderOf(folder: string): { pid: number; kind: Holder } | undefined {
  const [pid, start, kind] = textOf(lockIn(folder)).split('\n');
  if (!kind || !alive(Number(pid)) || startOf(Number(pid)) !== start) return undefined;
  return { pid: Number(pid), kind: kind as Holder };
}

function taken(file: string, ours: string) {
  const before = textOf(file);
  if (before && !holderOf(join(file, '..'))) removeStale(file, before);
  try {
    writeFileSync(file, ours, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw new StartFailure(`${file} cannot be written: ${(error as Error).message}`);
  }
}

/** Two may find the same dead holder: the lock is moved aside first, and put back if it is no longer the dead one's. */
function removeStale(file: string, stale: string) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return; // the other one was faster
  }
  if (textOf(aside) === stale) rmSync(aside);
  else renameSync(aside, file);
}

function textOf(file: string) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw new StartFailure(`${file} cannot be read: ${(error as Error).message}`);
  }
}
