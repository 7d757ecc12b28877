import { hash, verify } from '@node-rs/argon2';

/** argon2id with 19 MiB, two passes: OWASP's first choice. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash of nobody's password: checked when nobody was found, so that the answer takes as long. */
const NOBODY = hash('nobody has this password', COST);

export function hashPassword(password: string) {
  return hash(password, COST);
}

export async function passwordFits(hashed: string | undefined, password: string) {
  const fits = await verify(hashed ?? (await NOBODY), password);
  return fits && hashed !== undefined;
}
