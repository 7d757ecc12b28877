import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { PaymentsService } from './payments.service';

/** Removes payments; history keeps them. */
@Controller('invoicing/payments/:id/removal')
@Side('invoicing')
export class PaymentRemovalsController {
  constructor(private readonly payments: PaymentsService) {}

  /** Back to the document that it settled, or to the list when there is not exactly one. */
  @Post()
  async create(@Req() request: Request) {
    const documents = await this.payments.remove(idOf(request));
    flash(request, 'success', 'payments.removed');
    return redirect(documents.length === 1 ? `/invoicing/invoices/${documents[0]}` : '/invoicing/payments');
  }
}
