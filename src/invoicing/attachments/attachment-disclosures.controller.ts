import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { Attachments } from './attachments.service';

/** Shows files to the client beside the document, and hides them again. */
@Controller('invoicing/invoices/:id/attachments/:attachment/disclosure')
@Side('invoicing')
export class AttachmentDisclosuresController {
  constructor(private readonly attachments: Attachments) {}

  @Post()
  async create(@Req() request: Request) {
    const id = idOf(request);
    await this.attachments.show(id, idOf(request, 'attachment'), true);
    flash(request, 'success', 'attachments.disclosed');
    return redirect(`/invoicing/invoices/${id}`);
  }

  @Post('deletion')
  async destroy(@Req() request: Request) {
    const id = idOf(request);
    await this.attachments.show(id, idOf(request, 'attachment'), false);
    flash(request, 'success', 'attachments.hidden');
    return redirect(`/invoicing/invoices/${id}`);
  }
}
