import { Controller, Get, Render, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { idOf, type Request } from '../../web/http';
import { DocumentReader } from '../invoices/document-reader';
import { explanationOf } from './explanation';

/** "Explain this total" (R122): how each figure of a document came about. */
@Controller('invoicing/invoices/:id/explanation')
@Side('invoicing')
export class ExplanationsController {
  constructor(private readonly reader: DocumentReader) {}

  @Get()
  @Render('invoicing/explanation/show')
  async show(@Req() request: Request) {
    return explanationOf(await this.reader.find(idOf(request)));
  }
}
