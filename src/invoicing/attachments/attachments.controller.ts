import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { savedAs } from '../../files/file-answer';
import { Side } from '../../web/doors';
import { flash, idOf, Later, type Request, redirect } from '../../web/http';
import { Attachments } from './attachments.service';
import { uploadedIn } from './uploaded-file';

/** Files of a document: taken from a form, given back to be saved, never to be shown by the browser. */
@Controller('invoicing/invoices/:id/attachments')
@Side('invoicing')
export class AttachmentsController {
  constructor(private readonly attachments: Attachments) {}

  @Get(':attachment')
  async show(@Req() request: Request, @Res({ passthrough: true }) reply: FastifyReply) {
    const attachment = await this.attachments.find(idOf(request), idOf(request, 'attachment'));
    return new Later(async () => savedAs(attachment, await this.attachments.read(attachment), reply));
  }

  @Post()
  async create(@Req() request: Request) {
    const id = idOf(request);
    const { name } = await this.attachments.add(id, await uploadedIn(request));
    flash(request, 'success', 'attachments.added', { name });
    return redirect(`/invoicing/invoices/${id}`);
  }
}
