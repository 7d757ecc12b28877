import { createHash, randomBytes } from 'node:crypto';
import { Injectable, Logger, NotFoundException } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, type Repository } from 'typeorm';
import { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import { Transaction } from '../../database/transaction';
import { FileMissing, Files } from '../../files/files';
import { Attachment } from './attachment.entity';
import { cleanName } from './attachment-name';
import { typeOf } from './attachment-type';

/** Of one document. */
export const MOST_ATTACHMENTS = 50;

/** A file as it was sent. */
export interface SentFile {
  name: string;
  bytes: Buffer;
  forClient: boolean;
}

/** Files of documents, of any kind and state: put there, shown to clients, taken away. */
@Injectable()
export class Attachments {
  private readonly log = new Logger('Attachments');

  constructor(
    private readonly database: Database,
    private readonly files: Files,
    @InjectRepository(Attachment) private readonly attachments: Repository<Attachment>,
  ) {}

  /** What is attached to a document, the oldest first; only what its client may see, if so asked. */
  of(invoiceId: number, onlyForClient = false): Promise<Attachment[]> {
    const where = { invoiceId, removedAt: IsNull(), ...(onlyForClient && { forClient: true }) };
    return this.attachments.find({ where, order: { id: 'ASC' } });
  }

  /** All that ever was attached, what is removed too. */
  ever(invoiceId: number): Promise<Attachment[]> {
    return this.attachments.find({ where: { invoiceId }, order: { id: 'ASC' } });
  }

  /** @throws EntityNotFoundError when the document has it no more, or never had */
  find(invoiceId: number, id: number): Promise<Attachment> {
    return this.attachments.findOneByOrFail({ id, invoiceId, removedAt: IsNull() });
  }

  /** As find(), but only what the document's client may have (R63). @throws EntityNotFoundError for anything else */
  findForClient(invoiceId: number, id: number): Promise<Attachment> {
    return this.attachments.findOneByOrFail({ id, invoiceId, forClient: true, removedAt: IsNull() });
  }

  /** The bytes, asked once the transaction has ended. @throws BrokenRule when the storage has them no more, or not as they were */
  async read({ storageKey, sha256 }: Attachment): Promise<Buffer> {
    const bytes = await this.files.read(storageKey).catch((error) => {
      this.log.error(error);
      throw new BrokenRule(error instanceof FileMissing ? 'attachment_lost' : 'attachment_unreachable');
    });
    if (!digestOf(bytes).equals(sha256)) throw new BrokenRule('attachment_lost');
    return bytes;
  }

  /**
   * Attaches a file. It is kept before the transaction asks its first question, so that none waits for the storage, and taken away again when
   * the transaction is undone.
   * @throws NotFoundException for a document that is not there, BrokenRule for a file that may not be attached
   */
  async add(invoiceId: number, { name: sent, bytes, forClient }: SentFile): Promise<Attachment> {
    const name = cleanName(sent);
    const found = typeOf(name, bytes);
    if (found === 'unknown') throw new BrokenRule('attachment_type', { name });
    if (found === 'other') throw new BrokenRule('attachment_other', { name });
    const storageKey = await this.kept(bytes);
    await this.makeRoom(invoiceId);
    const { type } = found;
    const file = { invoiceId, name, type, size: bytes.length, sha256: digestOf(bytes), storageKey, forClient };
    return this.attachments.save(this.attachments.create(file));
  }

  /** @throws BrokenRule for what another person added (R75) */
  async remove(invoiceId: number, id: number) {
    const attachment = await this.locked(invoiceId, id);
    attachment.remove(Person.current);
    await this.attachments.save(attachment);
  }

  /** @throws BrokenRule for what another person added (R75) */
  async show(invoiceId: number, id: number, toClient: boolean) {
    const attachment = await this.locked(invoiceId, id);
    attachment.show(toClient, Person.current);
    await this.attachments.save(attachment);
  }

  private async kept(bytes: Buffer): Promise<string> {
    const key = randomBytes(16).toString('hex');
    Transaction.current!.afterwards(async (committed) => {
      if (!committed) await this.files.remove(key).catch((error) => this.log.warn(error));
    });
    await this.files.put(key, bytes).catch((error) => {
      this.log.error(error);
      throw new BrokenRule('attachment_not_kept');
    });
    return key;
  }

  /** Locks the document, so that two at once do not pass the limit together. */
  private async makeRoom(invoiceId: number) {
    const [invoice] = await this.database.query<object[]>('select from invoices where id = $1 for no key update', [invoiceId]);
    if (!invoice) throw new NotFoundException();
    const count = await this.attachments.countBy({ invoiceId, removedAt: IsNull() });
    if (count >= MOST_ATTACHMENTS) throw new BrokenRule('attachments_many', { most: MOST_ATTACHMENTS });
  }

  private locked(invoiceId: number, id: number) {
    const where = { id, invoiceId, removedAt: IsNull() };
    return this.attachments.findOneOrFail({ where, lock: { mode: 'for_no_key_update' } });
  }
}

function digestOf(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
