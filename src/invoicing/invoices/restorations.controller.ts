import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { InvoicesService } from './invoices.service';

/** Gives deleted documents back, number and all (R125). */
@Controller('invoicing/invoices/:id/restoration')
@Side('invoicing')
export class RestorationsController {
  constructor(private readonly invoices: InvoicesService) {}

  @Post()
  async create(@Req() request: Request) {
    await this.invoices.restore(idOf(request));
    flash(request, 'success', 'invoices.restored');
    return redirect(`/invoicing/invoices/${idOf(request)}`);
  }
}
