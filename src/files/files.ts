/**
 * Where uploaded files are kept, under keys that only the database knows. Nothing of this may be asked within a transaction that has begun: the
 * files may be on another machine.
 */
export abstract class Files {
  /** Keeps the bytes under a new key: `key()`. @throws Error when they cannot be kept whole */
  abstract put(key: string, bytes: Buffer): Promise<void>;

  /** @throws FileMissing when nothing is kept under it */
  abstract read(key: string): Promise<Buffer>;

  /** Does nothing when nothing is kept under it. */
  abstract remove(key: string): Promise<void>;
}

/** Nothing is kept under this key: the storage lost it, or was changed by hand. */
export class FileMissing extends Error {
  constructor(key: string) {
    super(`No file is kept under ${key}`);
  }
}

/** Keys are random: 32 hexadecimal digits. */
const KEY = /^[0-9a-f]{32}$/;

/** Where a file stands below the storage's root: 'ab/abcd…', so that no folder grows too large. @throws Error for what is no key */
export function placeOf(key: string): string {
  if (!KEY.test(key)) throw new Error('Files are kept under random keys');
  return `${key.slice(0, 2)}/${key}`;
}
