import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { Outbox } from './outbox.service';

/** Sends a message again that did not arrive, or of which nobody knows (R121). */
@Side('invoicing')
@Controller('invoicing/outbox/:id/repetition')
export class RepetitionsController {
  constructor(private readonly outbox: Outbox) {}

  @Post()
  async create(@Req() request: Request) {
    const id = idOf(request);
    await this.outbox.sendAgain(id);
    flash(request, 'success', 'mail.sent_again');
    return redirect(`/invoicing/outbox/${id}`);
  }
}
