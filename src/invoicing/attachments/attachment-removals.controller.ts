import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { Attachments } from './attachments.service';

/** Takes files off documents. */
@Controller('invoicing/invoices/:id/attachments/:attachment/removal')
@Side('invoicing')
export class AttachmentRemovalsController {
  constructor(private readonly attachments: Attachments) {}

  @Post()
  async create(@Req() request: Request) {
    const id = idOf(request);
    await this.attachments.remove(id, idOf(request, 'attachment'));
    flash(request, 'success', 'attachments.removed');
    return redirect(`/invoicing/invoices/${id}`);
  }
}
