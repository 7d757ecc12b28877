import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { Recurrings } from './recurrings.service';

/** Bringing a recurring document back, paused. */
@Controller('invoicing/recurring/:id/restoration')
@Side('invoicing')
export class RecurringRestorationsController {
  constructor(private readonly recurrings: Recurrings) {}

  @Post()
  async create(@Req() request: Request) {
    await this.recurrings.restore(idOf(request));
    flash(request, 'success', 'recurring.restored');
    return redirect(`/invoicing/recurring/${idOf(request)}`);
  }
}
