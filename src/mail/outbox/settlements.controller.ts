import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { outboxOf, sideOf } from './home';
import { Outbox } from './outbox.service';

/** A person found out that a message arrived of which no server told (R121). */
@Side()
@Controller(['crm/outbox/:id/settlement', 'invoicing/outbox/:id/settlement'])
export class SettlementsController {
  constructor(private readonly outbox: Outbox) {}

  @Post()
  async create(@Req() request: Request) {
    const id = idOf(request);
    await this.outbox.settle(id, sideOf(request));
    flash(request, 'success', 'mail.settled');
    return redirect(`${outboxOf(request)}/${id}`);
  }
}
