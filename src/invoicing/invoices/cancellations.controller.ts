import { Body, Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { EndingInput } from './ending.input';
import { InvoicesService } from './invoices.service';

/** Cancels documents; number and document stay (R50). */
@Controller('invoicing/invoices/:id/cancellation')
@Side('invoicing')
export class CancellationsController {
  constructor(private readonly invoices: InvoicesService) {}

  @Post()
  async create(@Body() input: EndingInput, @Req() request: Request) {
    await this.invoices.cancel(idOf(request), input.reason);
    flash(request, 'success', 'invoices.cancelled');
    return redirect(`/invoicing/invoices/${idOf(request)}`);
  }
}
