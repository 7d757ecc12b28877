import { Injectable, NotFoundException } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { SideName } from '../../accounts/person';
import { Database } from '../../database/database';
import { Events } from '../../events/events';
import { Jobs } from '../../jobs/jobs.service';
import { MailStateChanged } from '../mail.events';
import { DELIVER_MAIL } from '../mail.service';
import { MailMessage, type MailState } from '../message.entity';
import { MailServers } from '../servers/mail-servers.service';

/** A message as a row of the outbox. */
export interface OutboxRow {
  id: number;
  subject: string;
  recipients: string[];
  state: MailState;
  reason: string | null;
  words: string | null;
  queuedAt: Date;
  queuedBy: string | null;
  /** How many files go with it. */
  attached: number;
  /** Whether there is a mail server that would take it. */
  served: boolean;
}

/** Which messages a list shows; null asks nothing. */
export interface OutboxFilter {
  state: MailState | null;
  /** To whom they were written. */
  client: number | null;
}

/** A time at which a server took a message up. */
export interface Attempt {
  host: string;
  sender: string;
  begunAt: Date;
  handedOverAt: Date | null;
  endedAt: Date | null;
  outcome: string | null;
  reason: string | null;
  words: string | null;
}

const PAGE = 50;
const SERVED = `exists (select from mail_servers s where s.deleted_at is null and (s.department_id is null or s.department_id = m.department_id))`;

/** The messages a person may see, and what a person may do to one; policies say which those are. */
@Injectable()
export class Outbox {
  constructor(
    @InjectRepository(MailMessage) private readonly messages: Repository<MailMessage>,
    private readonly database: Database,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly servers: MailServers,
  ) {}

  /** Of a side, newest first, a page of those before an id. */
  async list(
    side: SideName,
    { state, client }: OutboxFilter,
    before: number | null,
  ): Promise<{ rows: OutboxRow[]; older: number | null }> {
    const found = await this.database.query<OutboxRow[]>(
      `select m.id, m.subject, m.state, m.reason, m.words, m.queued_at "queuedAt", u.name "queuedBy", ${SERVED} served, jsonb_array_length(m.attachments) attached,
          array(select r.address from mail_recipients r where r.mail_message_id = m.id order by r.position) recipients
        from mail_messages m left join users u on u.id = m.queued_by
        where m.side = $1 and ($2::text is null or m.state = $2) and ($3::bigint is null or m.id < $3)
          and ($4::bigint is null or m.client_id = $4) order by m.id desc limit ${PAGE + 1}`,
      [side, state, before, client],
    );
    const rows = found.slice(0, PAGE);
    return { rows, older: found.length > PAGE ? rows.at(-1)!.id : null };
  }

  /** Name of a client; null when it is closed to the person. */
  async nameOf(client: number): Promise<string | null> {
    const [found] = await this.database.query<{ name: string }[]>('select name from clients where id = $1', [client]);
    return found?.name ?? null;
  }

  /** Whether anything of a side waits for a mail server that is not set. */
  async waits(side: SideName): Promise<boolean> {
    const [{ waits }] = await this.database.query<{ waits: boolean }[]>(
      `select exists (select from mail_messages m where m.side = $1 and m.state = 'queued' and not ${SERVED}) waits`,
      [side],
    );
    return waits;
  }

  /** @param side whose it must be; none for either's @throws NotFoundException when there is none that this person may see */
  async find(id: number, side?: SideName): Promise<MailMessage> {
    const message = await this.messages.findOne({
      where: side ? { id, side } : { id },
      relations: { recipients: true },
      order: { recipients: { position: 'ASC' } },
    });
    if (!message) throw new NotFoundException();
    return message;
  }

  /** Newest first. */
  attempts(id: number): Promise<Attempt[]> {
    return this.database.query(
      `select host, sender, begun_at "begunAt", handed_over_at "handedOverAt", ended_at "endedAt", outcome, reason, words
        from mail_attempts where mail_message_id = $1 order by id desc limit 20`,
      [id],
    );
  }

  /** @throws BrokenRule unless it failed, bounced, or nobody knows */
  async sendAgain(id: number, side: SideName) {
    await this.changed(id, side, (message) => message.sendAgain());
    await this.jobs.add(DELIVER_MAIL, { message: id });
  }

  /** A person found out that it arrived. @throws BrokenRule unless nobody knows */
  settle(id: number, side: SideName) {
    return this.changed(id, side, (message) => message.settle());
  }

  /** @throws BrokenRule once a server may have it */
  withdraw(id: number, side: SideName) {
    return this.changed(id, side, (message) => message.withdraw());
  }

  /** The server of a message's department; null when it waits for one. */
  async hostOf({ departmentId }: MailMessage) {
    return (await this.servers.for(departmentId))?.host ?? null;
  }

  private async changed(id: number, side: SideName, change: (message: MailMessage) => void) {
    const locked = await this.messages.findOne({ where: { id, side }, lock: { mode: 'for_no_key_update' } });
    if (!locked) throw new NotFoundException();
    const message = await this.find(id, side);
    change(message);
    await this.messages.save(message);
    await this.events.publish(new MailStateChanged(id, message.state));
  }
}
