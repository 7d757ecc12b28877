/** What is written down of a file, so that it can be found and checked; the bytes are kept by Files under its key. */
export interface StoredFile {
  name: string;
  /** Content type, as name and bytes say. */
  type: string;
  /** Bytes. */
  size: number;
  sha256: Buffer;
  storageKey: string;
}

/** A file whose bytes are kept, and nothing of which is written down yet. */
export class KeptFile {
  /** Whether somebody wrote it down; else it is removed when the transaction ends. */
  isTaken = false;

  constructor(readonly file: StoredFile) {}

  /** What to write down, within the transaction in which it was kept. */
  take(): StoredFile {
    this.isTaken = true;
    return this.file;
  }
}
