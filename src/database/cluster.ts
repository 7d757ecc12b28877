import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StartFailure } from '../start-failure';
import { binaries } from './binaries';
import { handOver, reachable, unprivileged } from './unprivileged';

/** The major version that npm brings; a cluster of another one cannot be opened. */
const MAJOR = '18';

/**
 * Makes the cluster (one folder with all of Postgres' files) if it is missing: owner `tandem`, Polish order of letters.
 * It is made aside and then renamed, so that a start cut off half way leaves nothing half made.
 */
export async function haveCluster(folder: string) {
  if (existsSync(folder)) return checkCluster(folder);
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  handOver(fresh);
  const locale = ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=pl-PL', '--locale=C'];
  const initdb = runPostgres(
    binaries().initdb,
    fresh,
    ['--username=tandem', '--auth=trust', '--no-instructions', ...locale],
    logOf(folder),
  );
  const [code] = await once(initdb, 'exit');
  if (code !== 0) throw new StartFailure(`the embedded database cannot be made in ${folder}`, lastLines(logOf(folder)));
  renameSync(fresh, folder);
}

/** Starts one of Postgres' programs on a cluster, by itself (Ctrl-C in the terminal is not for it), writing to a log that outlives us. */
export function runPostgres(program: string, folder: string, more: string[], log: string): ChildProcess {
  // The way down to the folder may be closed to the unprivileged user (a project below /root): then it gets the folder itself, opened, as file 3.
  const opened = reachable(folder) ? undefined : openSync(folder, 'r');
  const output = openSync(log, 'w', 0o600);
  try {
    return spawn(program, ['-D', opened === undefined ? folder : '/proc/self/fd/3', ...more], {
      ...unprivileged,
      // Nothing of ours (secrets least of all) is handed to Postgres, and its messages are always in English.
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
      cwd: '/',
      detached: true,
      stdio: ['ignore', output, output, opened],
    });
  } finally {
    closeSync(output);
    if (opened !== undefined) closeSync(opened);
  }
}

/** Where the embedded server of this folder writes its log. */
export const logOf = (folder: string) => `${folder}.log`;

/** What Postgres said last, for the person who has to find out why it does not start. */
export function lastLines(log: string) {
  return readFileSync(log, 'utf8').trim().split('\n').slice(-5);
}

function checkCluster(folder: string) {
  const owner = statSync(folder).uid;
  if (process.getuid && owner !== (unprivileged.uid ?? process.getuid())) {
    throw new StartFailure(`${folder} belongs to another user (number ${owner}); start Tandem as the user who started it first`);
  }
  const version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  if (version !== MAJOR) throw new StartFailure(`${folder} was made by Postgres ${version}; this Tandem brings ${MAJOR}`);
}
