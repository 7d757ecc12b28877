import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { Recurrings } from './recurrings.service';

/** Letting a recurring document go on. */
@Controller('invoicing/recurring/:id/resumption')
@Side('invoicing')
export class RecurringResumptionsController {
  constructor(private readonly recurrings: Recurrings) {}

  @Post()
  async create(@Req() request: Request) {
    await this.recurrings.resume(idOf(request));
    flash(request, 'success', 'recurring.resumed');
    return redirect(`/invoicing/recurring/${idOf(request)}`);
  }
}
