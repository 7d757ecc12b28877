import { randomBytes } from 'node:crypto';
import { accessSync, constants, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { StartFailure } from './start-failure';

/** The folder where everything that must outlive the process is kept; made if missing. @throws StartFailure when it cannot be written to */
export function dataFolder(path: string) {
  const folder = resolve(path);
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return folder;
  } catch (error) {
    throw new StartFailure(
      `data folder ${folder} is not writable (${(error as NodeJS.ErrnoException).code}); set DATA_DIR to another one`,
    );
  }
}

/** The secret that signs cookies, made at the first start, so that a restart signs nobody out. */
export function keptSecret(folder: string) {
  const file = join(folder, 'session-secret');
  try {
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw notKept(file, error);
  }
  try {
    const secret = readFileSync(file, 'utf8').trim();
    if (secret.length >= 32) return secret;
  } catch (error) {
    throw notKept(file, error);
  }
  throw new StartFailure(`${file} is too short for a secret; delete it, and a new one is made at the next start`);
}

function notKept(file: string, error: unknown) {
  return new StartFailure(`${file} cannot be used: ${(error as Error).message}`);
}
