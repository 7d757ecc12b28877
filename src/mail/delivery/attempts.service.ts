import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { Database } from '../../database/database';
import { Events } from '../../events/events';
import { Jobs } from '../../jobs/jobs.service';
import { MailStateChanged } from '../mail.events';
import { DELIVER_MAIL } from '../mail.service';
import { MailMessage } from '../message.entity';
import { Seal } from '../seal';
import type { MailServer } from '../servers/mail-server.entity';
import { MailServers } from '../servers/mail-servers.service';
import type { Outcome } from './handover';
import { MailLimits } from './mail-limits';

/** A message that this process has taken up, and nobody else has. */
export interface Taken {
  attempt: number;
  message: MailMessage;
  server: MailServer;
  /** To whom bounces go (VERP), else the sender's own address. */
  sender: string;
}

/** What is written of a message while it is handed over; each verb is a short transaction of the account. */
@Injectable()
export class Attempts {
  constructor(
    @InjectRepository(MailMessage) private readonly messages: Repository<MailMessage>,
    private readonly database: Database,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly servers: MailServers,
    private readonly seal: Seal,
    private readonly limits: MailLimits,
  ) {}

  /**
   * Takes a message up that is due and that nobody has. One that a process had taken and never finished is given back when nothing had been sent,
   * and lost when the text may have been (R121).
   * @returns null when there is nothing to do, or no mail server is set
   */
  take(account: number, id: number): Promise<Taken | null> {
    return this.within(account, async () => {
      const message = await this.locked(id);
      if (!message || !['queued', 'handed_over'].includes(message.state) || (await this.isAlive(message))) return null;
      const server = await this.servers.for(message.departmentId);
      const left = message.state === 'handed_over' ? 'unknown' : 'deferred';
      if (message.attemptId) await this.end(message.attemptId, { kind: left, reason: 'process_ended', words: null });
      if (message.state === 'handed_over') {
        message.lose('process_ended', null, server?.repeatUnanswered ?? false);
        await this.tell(message);
        return null;
      }
      if (!server || message.dueAt!.getTime() > Date.now()) return null;
      return this.begin(account, message, server);
    });
  }

  /** The server waits for the text. @throws Error when the message is no longer this attempt's, so that nothing is sent */
  handOver(account: number, { attempt, message: { id } }: Taken) {
    return this.within(account, async () => {
      const message = await this.locked(id);
      if (!message?.handOver(attempt)) throw new Error('The message is no longer ours');
      await this.database.query('update mail_attempts set handed_over_at = now(), alive_at = now() where id = $1', [attempt]);
      await this.tell(message);
    });
  }

  /** A sign of life while a server is waited for. */
  async sign(account: number, { attempt }: Taken) {
    await this.within(account, () => this.database.query('update mail_attempts set alive_at = now() where id = $1', [attempt]));
  }

  /** Writes down what became of it. What an attempt says that was given up meanwhile is noted, and moves nothing. */
  finish(account: number, { attempt, message: { id }, server }: Taken, outcome: Outcome) {
    return this.within(account, async () => {
      const message = (await this.locked(id))!;
      await this.end(attempt, outcome);
      if (!message.isOf(attempt)) return;
      const { kind, reason, words, answers } = outcome;
      if (kind === 'accepted') message.accept(words!, answers);
      else if (kind === 'failed') message.fail(reason, words, answers);
      else if (kind === 'deferred') message.defer(reason!, words, answers);
      else message.lose(reason!, words, server.repeatUnanswered);
      await this.tell(message);
    });
  }

  private async begin(account: number, message: MailMessage, server: MailServer): Promise<Taken> {
    const mark = () => this.seal.mark(account, message.id);
    const sender = server.bouncePattern?.replace('{id}', mark) ?? server.fromAddress;
    const [{ id: attempt }] = await this.database.query<{ id: number }[]>(
      'insert into mail_attempts (mail_message_id, host, sender) values ($1, $2, $3) returning id',
      [message.id, server.host, sender],
    );
    const domain = server.fromAddress.split('@').at(-1);
    message.claim(attempt, { messageId: `${randomUUID()}@${domain}`, datedAt: new Date() });
    await this.messages.save(message);
    return { attempt, message, server, sender };
  }

  private async isAlive({ attemptId }: MailMessage) {
    if (!attemptId) return false;
    const [{ alive }] = await this.database.query<{ alive: boolean }[]>(
      `select ended_at is null and alive_at > now() - $2 * interval '1 millisecond' alive from mail_attempts where id = $1`,
      [attemptId, this.limits.dead],
    );
    return alive;
  }

  private async end(attempt: number, { kind, reason, words }: Pick<Outcome, 'kind' | 'reason' | 'words'>) {
    await this.database.query(
      'update mail_attempts set ended_at = now(), outcome = $2, reason = $3, words = $4 where id = $1 and ended_at is null',
      [attempt, kind, reason, words],
    );
  }

  private async tell(message: MailMessage) {
    await this.messages.save(message);
    await this.events.publish(new MailStateChanged(message.id, message.state));
    if (message.state === 'queued') await this.jobs.add(DELIVER_MAIL, { message: message.id }, { after: message.dueAt! });
  }

  private async locked(id: number) {
    const locked = await this.messages.findOne({ where: { id }, lock: { mode: 'for_no_key_update' } });
    return (
      locked &&
      this.messages.findOne({ where: { id }, relations: { recipients: true }, order: { recipients: { position: 'ASC' } } })
    );
  }

  private within<T>(account: number, work: () => Promise<T>): Promise<T> {
    return this.database.run({ account, crm: 'all', invoicing: 'all' }, work);
  }
}
