import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { outboxOf, sideOf } from './home';
import { Outbox } from './outbox.service';

/** A queued message that nobody wants sent any more. */
@Side()
@Controller(['crm/outbox/:id/withdrawal', 'invoicing/outbox/:id/withdrawal'])
export class WithdrawalsController {
  constructor(private readonly outbox: Outbox) {}

  @Post()
  async create(@Req() request: Request) {
    const id = idOf(request);
    await this.outbox.withdraw(id, sideOf(request));
    flash(request, 'success', 'mail.withdrawn');
    return redirect(`${outboxOf(request)}/${id}`);
  }
}
