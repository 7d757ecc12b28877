import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { outboxOf, sideOf } from './home';
import { Outbox } from './outbox.service';

/** Sends a message again that did not arrive, or of which nobody knows (R121). */
@Side()
@Controller(['crm/outbox/:id/repetition', 'invoicing/outbox/:id/repetition'])
export class RepetitionsController {
  constructor(private readonly outbox: Outbox) {}

  @Post()
  async create(@Req() request: Request) {
    const id = idOf(request);
    await this.outbox.sendAgain(id, sideOf(request));
    flash(request, 'success', 'mail.sent_again');
    return redirect(`${outboxOf(request)}/${id}`);
  }
}
