import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { Database } from '../database/database';
import { Events } from '../events/events';
import { failureIn } from './failure-report';
import { MailStateChanged } from './mail.events';
import { MailMessage } from './message.entity';
import { Seal } from './seal';

/** Takes what other servers send back to the address that marks a message (VERP): it was accepted, and did not arrive after all (R121). */
@Injectable()
export class Bounces {
  constructor(
    @InjectRepository(MailMessage) private readonly messages: Repository<MailMessage>,
    private readonly database: Database,
    private readonly events: Events,
    private readonly seal: Seal,
  ) {}

  /**
   * Reads one report of a failed delivery, and notes it at its message.
   * @returns the message's id; null when the mail is no such report, names none of our messages, or was noted before
   */
  async take(mail: string): Promise<number | null> {
    const words = failureIn(mail);
    const marked = words === null ? null : this.seal.marked(mail);
    if (!marked) return null;
    const { account, message: id } = marked;
    return this.database.run({ account, crm: 'all', invoicing: 'all' }, async () => {
      const message = await this.messages.findOne({ where: { id }, lock: { mode: 'for_no_key_update' } });
      if (!message || (message.state !== 'accepted' && message.state !== 'unknown')) return null;
      message.bounce(words!);
      await this.messages.save(message);
      await this.events.publish(new MailStateChanged(id, message.state));
      return id;
    });
  }
}
