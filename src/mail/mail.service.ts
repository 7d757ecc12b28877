import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Person } from '../accounts/person';
import { Database } from '../database/database';
import { Jobs } from '../jobs/jobs.service';
import type { Attachment, AttachmentMaker, AttachmentRef, Letter } from './letter';
import { MailMessage } from './message.entity';

/** The job that hands one message over. */
export const DELIVER_MAIL = 'DeliverMail';

/** Mail, for every room: what is queued here is handed to a mail server after the commit, and what became of it is known (R121). */
@Injectable()
export class Mail {
  private readonly makers = new Map<string, AttachmentMaker>();

  constructor(
    @InjectRepository(MailMessage) private readonly messages: Repository<MailMessage>,
    private readonly database: Database,
    private readonly jobs: Jobs,
  ) {}

  /**
   * Queues a letter within the current transaction: it is sent after the commit, or waits until a mail server is set.
   * @returns the message's id
   */
  async queue({ to, cc, personal = false, byHand = false, ...letter }: Letter): Promise<number> {
    const addressed = [
      ...to.map((address) => ({ kind: 'to' as const, address })),
      ...cc.map((address) => ({ kind: 'cc' as const, address })),
    ];
    if (!addressed.length) throw new Error('A letter to nobody');
    const recipients = addressed.map((each, position) => ({ ...each, position, state: null, words: null }));
    const replyTo = byHand ? await this.answersTo() : null;
    const message = this.messages.create({ ...letter, personal, replyTo, state: 'queued', tries: 0, recipients });
    // Whoever may cause mail need not be a member of the side by whose levels its messages are seen.
    await this.database.asAccount(() => this.messages.save(message));
    await this.jobs.add(DELIVER_MAIL, { message: message.id });
    return message.id;
  }

  /** Where answers go to what the person who asks writes. */
  async answersTo(): Promise<string> {
    const [{ email }] = await this.database.query<{ email: string }[]>('select email from users where id = $1', [
      Person.current.user,
    ]);
    return email;
  }

  /** Says who makes the attachments of a source when a message is handed over; call it in onModuleInit. */
  attach(source: string, make: AttachmentMaker) {
    this.makers.set(source, make);
  }

  /** Makes an attachment of a message anew, outside any transaction. @throws whatever its maker throws */
  async made({ source, ref }: AttachmentRef, account: number, message: number): Promise<Attachment> {
    const make = this.makers.get(source);
    if (!make) throw new Error(`Nobody makes attachments of ${source}`);
    return make(account, ref, message);
  }
}
