import { Controller, Get, Render, Req, Res, StreamableFile, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DepartmentLogos } from '../../departments/department-logos.service';
import { Open } from '../../web/doors';
import { idOf, type Request } from '../../web/http';
import { DocumentReader } from '../invoices/document-reader';
import { LinkGuard } from './link.guard';
import { PublicPage } from './public-page.service';

/** A document as the client sees it who has its link (R63): the page, and the picture on it. */
@Controller('invoice')
@Open()
@UseGuards(LinkGuard)
export class ShownDocumentsController {
  constructor(
    private readonly reader: DocumentReader,
    private readonly page: PublicPage,
    private readonly logos: DepartmentLogos,
  ) {}

  @Get(':token')
  @Render('invoicing/public/show')
  async show(@Req() request: Request, @Res({ passthrough: true }) reply: FastifyReply) {
    closed(reply);
    return this.page.of(await this.reader.find(idOf(request)), `/invoice/${request.params.token}`);
  }

  @Get(':token/logo')
  async logo(@Req() request: Request, @Res({ passthrough: true }) reply: FastifyReply) {
    const { departmentId } = await this.reader.find(idOf(request));
    const { type, bytes } = await this.logos.read(departmentId);
    closed(reply).header('cache-control', 'private, no-cache').header('x-content-type-options', 'nosniff');
    return new StreamableFile(bytes, { type, length: bytes.length });
  }
}

/** No search engine keeps it, and no address is told to where its links lead. */
function closed(reply: FastifyReply) {
  return reply.header('x-robots-tag', 'noindex, nofollow').header('referrer-policy', 'no-referrer');
}
