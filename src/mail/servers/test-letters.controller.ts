import { Controller, Get, Render, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Administrators } from '../../web/doors';
import { idOf, type Request } from '../../web/http';
import { LOOKS, reasonKey } from '../outbox/looks';
import { Outbox } from '../outbox/outbox.service';

/** What became of a letter by which a mail server was tried out, in the server's own words. */
@Administrators()
@Controller('settings/mail/tests')
export class TestLettersController {
  constructor(private readonly outbox: Outbox) {}

  @Get(':id')
  @Render('mail/servers/test')
  async show(@Req() request: Request, @Res({ passthrough: true }) reply: FastifyReply) {
    const message = await this.outbox.find(idOf(request));
    const { state, reason, words, dueAt, recipients } = message;
    const [attempt] = await this.outbox.attempts(message.id);
    const isUnderWay = state === 'handed_over' || (state === 'queued' && dueAt! <= new Date());
    if (isUnderWay) reply.header('refresh', '2'); // the answer is usually there by then
    return {
      ...{ state, words, dueAt, isUnderWay, ...LOOKS[state] },
      why: reasonKey({ state, reason, served: true }),
      recipient: recipients[0].address,
      host: attempt?.host ?? null,
      back: message.departmentId ? `/settings/mail/departments/${message.departmentId}` : '/settings/mail',
    };
  }
}
