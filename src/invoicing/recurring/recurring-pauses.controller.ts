import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { Recurrings } from './recurrings.service';

/** Holding a recurring document: none is made until it goes on. */
@Controller('invoicing/recurring/:id/pause')
@Side('invoicing')
export class RecurringPausesController {
  constructor(private readonly recurrings: Recurrings) {}

  @Post()
  async create(@Req() request: Request) {
    await this.recurrings.pause(idOf(request));
    flash(request, 'success', 'recurring.paused');
    return redirect(`/invoicing/recurring/${idOf(request)}`);
  }
}
