import { Body, Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { EndingInput } from './ending.input';
import { InvoicesService } from './invoices.service';

/** Deletes documents; an issued one leaves a void (R46). */
@Controller('invoicing/invoices/:id/deletion')
@Side('invoicing')
export class DeletionsController {
  constructor(private readonly invoices: InvoicesService) {}

  @Post()
  async create(@Body() input: EndingInput, @Req() request: Request) {
    await this.invoices.delete(idOf(request), input.reason);
    flash(request, 'success', 'invoices.deleted');
    return redirect(`/invoicing/invoices/${idOf(request)}`);
  }
}
