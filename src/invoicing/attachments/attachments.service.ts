import { Injectable, NotFoundException } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, type Repository } from 'typeorm';
import { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import { Uploads } from '../../files/uploads.service';
import { Attachment } from './attachment.entity';

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
  constructor(
    private readonly database: Database,
    private readonly uploads: Uploads,
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
  read(attachment: Attachment): Promise<Buffer> {
    return this.uploads.read(attachment);
  }

  /**
   * Attaches a file; nothing may have been asked of the database yet (Uploads).
   * @throws NotFoundException for a document that is not there, BrokenRule for a file that may not be attached
   */
  async add(invoiceId: number, { forClient, ...sent }: SentFile): Promise<Attachment> {
    const kept = await this.uploads.keep(sent);
    await this.makeRoom(invoiceId);
    return this.attachments.save(this.attachments.create({ invoiceId, ...kept.take(), forClient }));
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
