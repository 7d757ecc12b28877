import { Controller, Get, Render, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Person } from '../../accounts/person';
import { History } from '../../history/history.service';
import { Side } from '../../web/doors';
import { idOf, type Request } from '../../web/http';
import { Panels } from '../../web/panels';
import { MAIL_STATES, type MailState } from '../message.entity';
import { outboxOf, sideOf } from './home';
import { LOOKS, reasonKey } from './looks';
import { Outbox } from './outbox.service';

/** What a room above knows of a message's attachment: where the file is found, and how large it is in words. */
interface AttachedFile {
  position: number;
  href: string;
  size: string;
}

/** A side's outbox (R121): what was wanted to be sent, and what became of it. */
@Side()
@Controller(['crm/outbox', 'invoicing/outbox'])
export class MessagesController {
  constructor(
    private readonly outbox: Outbox,
    private readonly history: History,
    private readonly panels: Panels,
  ) {}

  @Get()
  @Render('mail/outbox/index')
  async index(@Req() request: Request) {
    const { query } = request;
    const [side, home] = [sideOf(request), outboxOf(request)];
    const state = MAIL_STATES.find((each) => each === query.state) ?? null;
    const [before, client] = [numberOf(query.before), numberOf(query.client)];
    const { rows, older } = await this.outbox.list(side, { state, client }, before);
    const hrefWith = (changes: object) => hrefOf(home, { state, client, ...changes });
    const clientName = client === null ? null : await this.outbox.nameOf(client);
    return {
      rows: rows.map((row) => ({ ...row, ...LOOKS[row.state], why: reasonKey(row), href: `${home}/${row.id}` })),
      older: older && hrefWith({ before: older }),
      newer: before && hrefWith({}),
      states: [null, ...MAIL_STATES].map((each) => ({
        name: each ?? 'all',
        colour: each ? LOOKS[each].colour : 'quiet',
        href: hrefWith({ state: each }),
        active: each === state,
      })),
      chips: client === null ? [] : [{ value: clientName ?? client, href: hrefWith({ client: null }) }],
      narrowed: state !== null || client !== null,
      waits: await this.outbox.waits(side),
    };
  }

  @Get(':id')
  @Render('mail/outbox/show')
  async show(@Req() request: Request) {
    const message = await this.outbox.find(idOf(request), sideOf(request));
    const { id, subject, state, reason, words, stateAt, queuedAt, dueAt, messageId, text, attachments, recipients } = message;
    const host = await this.outbox.hostOf(message);
    const attempts = await this.outbox.attempts(id);
    const files = new Map(
      ((await this.panels.at('message.attachments', message)) as AttachedFile[]).map((file) => [file.position, file]),
    );
    return {
      message: {
        ...{ id, subject, state, words, stateAt, queuedAt, messageId, text, ...LOOKS[state] },
        dueAt: host ? dueAt : null,
        why: reasonKey({ state, reason, served: host !== null }),
        sender: attempts[0]?.sender ?? null,
        attachments: attachments.map(({ name }, position) => ({ name, href: null, size: null, ...files.get(position) })),
        replyTo: message.replyTo,
        recipients: recipients.map(({ kind, address, state, words }) => ({ kind, address, state, words })),
      },
      may: verbsOf(state, message.attemptId !== null),
      attempts,
      isUnderWay: state === 'handed_over' || (state === 'queued' && host !== null && dueAt! <= new Date()),
      home: outboxOf(request),
      base: `${outboxOf(request)}/${id}`,
      beside: await this.panels.at('message.beside', message),
      history: await this.history.of([{ table: 'mail_messages', id }], Person.current.language),
    };
  }

  /** The message's HTML for the frame on its page: whatever stands in it, no script of it runs and nothing is fetched. */
  @Get(':id/content')
  async content(@Req() request: Request, @Res({ passthrough: true }) reply: FastifyReply) {
    const { html } = await this.outbox.find(idOf(request), sideOf(request));
    reply.type('text/html; charset=utf-8').header('content-security-policy', CLOSED).header('cache-control', 'private, no-store');
    return html;
  }
}

const CLOSED = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox`;

const numberOf = (typed: string | undefined) => (/^\d{1,15}$/.test(typed ?? '') ? Number(typed) : null);

/** The list's address with whatever is asked of it. */
function hrefOf(home: string, asked: object) {
  const set = Object.entries(asked).filter(([, value]) => value !== null);
  return set.length ? `${home}?${new URLSearchParams(Object.fromEntries(set))}` : home;
}

/** What may be done to a message in a state; what it means stands on the page. */
function verbsOf(state: MailState, taken: boolean) {
  return {
    sendAgain: state === 'failed' || state === 'unknown' || state === 'bounced',
    settle: state === 'unknown',
    withdraw: state === 'queued' && !taken,
  };
}
