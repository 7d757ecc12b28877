import { chownSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** "nobody" on every Unix: Postgres refuses to run as root, so root's Tandem hands it to this user. */
const NOBODY = 65534;

/** The user that runs Postgres when Tandem runs as root; nothing to say otherwise. */
export const unprivileged: { uid?: number; gid?: number } = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** Gives the folder to the user that runs Postgres. */
export function handOver(folder: string) {
  if (unprivileged.uid) chownSync(folder, NOBODY, NOBODY);
}

/** Whether that user may walk down to this path: a project below /root can be closed to everybody else. */
export function reachable(path: string): boolean {
  if (!unprivileged.uid) return true;
  const parent = dirname(resolve(path));
  return (statSync(parent).mode & 0o001) !== 0 && (parent === dirname(parent) || reachable(parent));
}
