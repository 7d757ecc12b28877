import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Actors } from '../../accounts/actors.service';
import { Database } from '../../database/database';
import { Jobs } from '../../jobs/jobs.service';
import { SETTINGS, type Settings } from '../../settings';
import { DELIVER_MAIL, Mail } from '../mail.service';
import { Seal } from '../seal';
import { SEND_WAITING_MAIL } from '../servers/mail-servers.service';
import { Attempts, type Taken } from './attempts.service';
import { handOver, type Outcome } from './handover';
import { MailLimits } from './mail-limits';
import { rawMessage } from './raw-message';

/** So many messages one process hands over at the same time, so that one slow server does not hold up the others. */
const AT_ONCE = 4;
/** Between two attempts to write down what a server answered. Milliseconds. */
const PATIENCE = 2000;

/** Hands queued messages over to their mail servers, each to one server once (R121). */
@Injectable()
export class DeliverMail implements OnModuleInit {
  private readonly log = new Logger('Mail');

  constructor(
    private readonly jobs: Jobs,
    private readonly database: Database,
    private readonly actors: Actors,
    private readonly attempts: Attempts,
    private readonly mail: Mail,
    private readonly seal: Seal,
    private readonly limits: MailLimits,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onModuleInit() {
    this.jobs.handle<{ message: number }>(
      DELIVER_MAIL,
      ({ account, user, message }) => this.deliver({ account: account!, user }, message),
      {
        atOnce: AT_ONCE,
      },
    );
    this.jobs.handle(SEND_WAITING_MAIL, ({ account }) => this.sendWaiting(account!));
    this.jobs.clock('LookAfterMail', '* * * * *', () => this.lookAfter());
  }

  private async deliver(cause: { account: number; user: number | null }, id: number) {
    const person = await this.actors.personOf(cause);
    await person.during(async () => {
      const taken = await this.attempts.take(cause.account, id);
      if (!taken) return;
      const signs = setInterval(() => this.sign(cause.account, taken), this.limits.sign);
      try {
        await this.remember(cause.account, taken, await this.send(cause.account, taken));
      } finally {
        clearInterval(signs);
      }
    });
  }

  private async send(account: number, taken: Taken): Promise<Outcome> {
    const { message, server, sender } = taken;
    const put = (reason: string): Outcome => ({ kind: 'deferred', reason, words: null, answers: new Map() });
    const password = server.password && this.seal.open(account, server.password);
    if (server.password && password === null) return put('password_lost');
    const raw = await this.raw(account, taken);
    if (!raw) return put('attachment');
    const { host, port, security, anyCertificate, userName } = server;
    const login = userName === null ? null : { user: userName, pass: password ?? '' };
    const ownName = new URL(this.settings.baseUrl).hostname;
    const to = message.undecided.map(({ address }) => address);
    return handOver({ host, port, security, anyCertificate, login, ownName }, { from: sender, to, raw }, this.limits, () =>
      this.attempts.handOver(account, taken),
    );
  }

  /** The whole message; null when an attachment cannot be made, which the log explains. */
  private async raw(account: number, { message, server }: Taken): Promise<Buffer | null> {
    try {
      const attachments = [];
      for (const each of message.attachments) attachments.push(await this.mail.made(each, account, message.id));
      return await rawMessage(message, server, attachments);
    } catch (error) {
      this.log.error(`Message ${message.id} of account ${account} cannot be built: ${(error as Error).stack}`);
      return null;
    }
  }

  /** What a server answered is not to be lost to a database that is away for a moment. */
  private async remember(account: number, taken: Taken, outcome: Outcome, more = 10): Promise<void> {
    try {
      await this.attempts.finish(account, taken, outcome);
    } catch (error) {
      if (!more) throw error;
      this.log.warn(`What became of message ${taken.message.id} of account ${account} cannot be written down yet: ${error}`);
      await pause(PATIENCE);
      await this.remember(account, taken, outcome, more - 1);
    }
  }

  private sign(account: number, taken: Taken) {
    this.attempts.sign(account, taken).catch((error) => this.log.error(error.stack));
  }

  /** A server was set: whatever waited in the account is due now. */
  private async sendWaiting(account: number) {
    await this.database.run({ account, crm: 'all', invoicing: 'all' }, async () => {
      const [waiting] = await this.database.query<[{ id: number }[], number]>(
        `update mail_messages set due_at = now() where state = 'queued' and attempt_id is null returning id`,
      );
      for (const { id } of waiting) await this.jobs.add(DELIVER_MAIL, { message: id });
    });
  }

  /** Takes up what lies about: of processes that died, and in case a job was lost. */
  private async lookAfter() {
    const lying = await this.database.outside<{ account_id: number; id: number }>(
      `select * from mail_left_lying($1 * interval '1 millisecond')`,
      [this.limits.dead],
    );
    for (const { account_id: account, id } of lying) {
      await this.database.run({ account }, () =>
        this.jobs.add(DELIVER_MAIL, { message: id }, { key: `message ${account} ${id}` }),
      );
    }
  }
}
