import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { FormOf } from '../../web/form';
import { flash, idOf, Redirect, type Request, redirect } from '../../web/http';
import { DocumentReader } from './document-reader';
import { InvoiceFormService } from './invoice-form.service';
import { InvoicesService } from './invoices.service';
import { IssuanceInput } from './issuance.input';

/** Issuing a document is creating an issuance (R120). */
@Controller('invoicing/invoices/:id/issuance')
@Side('invoicing')
export class IssuancesController {
  constructor(
    private readonly invoices: InvoicesService,
    private readonly reader: DocumentReader,
    private readonly forms: InvoiceFormService,
  ) {}

  /** The draft's form: what keeps it from being issued is said, and mended, there. */
  @Get()
  @Render('invoicing/invoices/edit')
  async blank(@Req() request: Request) {
    const invoice = await this.reader.find(idOf(request));
    const refusal = invoice.refusal('issue', request.person);
    if (!refusal) return this.forms.of(invoice, request);
    flash(request, 'danger', `broken.${refusal}`);
    throw new Redirect(`/invoicing/invoices/${invoice.id}`);
  }

  @Post()
  @FormOf('blank')
  async create(@Body() input: IssuanceInput, @Req() request: Request) {
    await this.invoices.issue(idOf(request), input.number);
    flash(request, 'success', 'invoices.issued');
    return redirect(`/invoicing/invoices/${idOf(request)}`);
  }
}
