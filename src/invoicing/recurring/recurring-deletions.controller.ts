import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { Recurrings } from './recurrings.service';

/** Ending a recurring document for good; what it made stays. */
@Controller('invoicing/recurring/:id/deletion')
@Side('invoicing')
export class RecurringDeletionsController {
  constructor(private readonly recurrings: Recurrings) {}

  @Post()
  async create(@Req() request: Request) {
    await this.recurrings.delete(idOf(request));
    flash(request, 'success', 'recurring.deleted');
    return redirect(`/invoicing/recurring/${idOf(request)}`);
  }
}
