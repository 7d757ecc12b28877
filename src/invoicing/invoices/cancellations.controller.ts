import { Body, Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { Sendings } from '../sending/sendings.service';
import { CancellationInput } from './ending.input';
import { InvoicesService } from './invoices.service';

/** Cancels documents; number and document stay (R50). Their buyers are told, if wished (R125). */
@Controller('invoicing/invoices/:id/cancellation')
@Side('invoicing')
export class CancellationsController {
  constructor(
    private readonly invoices: InvoicesService,
    private readonly sendings: Sendings,
  ) {}

  @Post()
  async create(@Body() { reason, tell }: CancellationInput, @Req() request: Request) {
    await this.invoices.cancel(idOf(request), reason);
    if (tell) await this.sendings.tellOfCancellation(idOf(request));
    flash(request, 'success', tell ? 'invoices.cancelled_and_told' : 'invoices.cancelled');
    return redirect(`/invoicing/invoices/${idOf(request)}`);
  }
}
