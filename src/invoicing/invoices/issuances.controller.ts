import { Body, Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { InvoicesService } from './invoices.service';
import { IssuanceInput } from './issuance.input';

/** Issuing a document is creating an issuance (R120). */
@Controller('invoicing/invoices/:id/issuance')
@Side('invoicing')
export class IssuancesController {
  constructor(private readonly invoices: InvoicesService) {}

  @Post()
  async create(@Body() input: IssuanceInput, @Req() request: Request) {
    await this.invoices.issue(idOf(request), input.number);
    flash(request, 'success', 'invoices.issued');
    return redirect(`/invoicing/invoices/${idOf(request)}`);
  }
}
