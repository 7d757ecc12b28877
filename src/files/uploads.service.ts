import { createHash, randomBytes } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { BrokenRule } from '../broken-rule';
import { Transaction } from '../database/transaction';
import { cleanName } from './file-name';
import { typeOf } from './file-type';
import { FileMissing, Files } from './files';
import { KeptFile, type StoredFile } from './kept-file';

/** Takes files that people attach to anything, and gives them back as they were. */
@Injectable()
export class Uploads {
  private readonly log = new Logger('Files');

  constructor(private readonly files: Files) {}

  /**
   * Keeps a file. Call it before the transaction asks its first question, so that none waits for the storage; the bytes are removed again when the
   * transaction is undone, or nobody takes the file in it.
   * @param field of the form, at which a refusal is shown
   * @throws BrokenRule for a file of no accepted type, or that is not what its name says, or that cannot be kept
   */
  async keep({ name: sent, bytes }: { name: string; bytes: Buffer }, field?: string): Promise<KeptFile> {
    const name = cleanName(sent);
    const found = typeOf(name, bytes);
    if (found === 'unknown') throw new BrokenRule('attachment_type', { name }, field);
    if (found === 'other') throw new BrokenRule('attachment_other', { name }, field);
    const storageKey = randomBytes(16).toString('hex');
    const kept = new KeptFile({ name, type: found.type, size: bytes.length, sha256: digestOf(bytes), storageKey });
    Transaction.current!.afterwards(async (committed) => {
      if (!committed || !kept.isTaken) await this.files.remove(storageKey).catch((error) => this.log.warn(error));
    });
    await this.files.put(storageKey, bytes).catch((error) => {
      this.log.error(error);
      throw new BrokenRule('attachment_not_kept', {}, field);
    });
    return kept;
  }

  /** The bytes, asked once the transaction has ended. @throws BrokenRule when the storage has them no more, or not as they were */
  async read({ storageKey, sha256 }: Pick<StoredFile, 'storageKey' | 'sha256'>): Promise<Buffer> {
    const bytes = await this.files.read(storageKey).catch((error) => {
      this.log.error(error);
      throw new BrokenRule(error instanceof FileMissing ? 'attachment_lost' : 'attachment_unreachable');
    });
    if (!digestOf(bytes).equals(sha256)) throw new BrokenRule('attachment_lost');
    return bytes;
  }
}

function digestOf(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
