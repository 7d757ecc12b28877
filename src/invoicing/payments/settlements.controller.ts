import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { PaymentsService } from './payments.service';

/** Pays a document in one click: all that is left, today, as the document says (R95). */
@Controller('invoicing/invoices/:id/settlement')
@Side('invoicing')
export class SettlementsController {
  constructor(private readonly payments: PaymentsService) {}

  @Post()
  async create(@Req() request: Request) {
    await this.payments.markPaid(idOf(request));
    flash(request, 'success', 'payments.marked_paid');
    return redirect(`/invoicing/invoices/${idOf(request)}`);
  }
}
