import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { PaymentsService } from './payments.service';

/** Takes back that a document is paid: removes its payments (R95). */
@Controller('invoicing/invoices/:id/unsettlement')
@Side('invoicing')
export class UnsettlementsController {
  constructor(private readonly payments: PaymentsService) {}

  @Post()
  async create(@Req() request: Request) {
    await this.payments.markUnpaid(idOf(request));
    flash(request, 'success', 'payments.marked_unpaid');
    return redirect(`/invoicing/invoices/${idOf(request)}`);
  }
}
