import { hash, verify } from '@node-rs/argon2';
import { BrokenRule } from '../broken-rule';

const SHORTEST_PASSWORD = 10;

/** argon2id with 19 MiB, two passes: OWASP's first choice. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash of nobody's password: checked when nobody was found, so that the answer takes as long. */
const NOBODY = hash('nobody has this password', COST);

/** What is stored instead of a password. */
export function hashPassword(password: string) {
  return hash(password, COST);
}

/** Whether a password is the hashed one; takes as long when there is none. */
export async function passwordFits(hashed: string | undefined, password: string) {
  const fits = await verify(hashed ?? (await NOBODY), password);
  return fits && hashed !== undefined;
}

/** @throws BrokenRule when a new password is too short */
export function checkPassword(password: string | null) {
  if ((password ?? '').length < SHORTEST_PASSWORD)
    throw new BrokenRule('password_short', { least: SHORTEST_PASSWORD }, 'password');
}
