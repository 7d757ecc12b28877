import { Controller, Get, Render, Req, Res, StreamableFile, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DepartmentLogos } from '../../departments/department-logos.service';
import { savedAs } from '../../files/file-answer';
import { Open } from '../../web/doors';
import { idOf, Later, type Request } from '../../web/http';
import { shownAs } from '../../web/shown-as';
import { Prints } from '../activity/prints.service';
import { Attachments } from '../attachments/attachments.service';
import { DocumentReader } from '../invoices/document-reader';
import { Papers } from '../paper/papers.service';
import { LinkGuard } from './link.guard';
import { PublicPage } from './public-page.service';

/** A document as the client sees it who has its link (R63): the page, its PDF, the files beside it, and the picture on it. */
@Controller('invoice')
@Open()
@UseGuards(LinkGuard)
export class ShownDocumentsController {
  constructor(
    private readonly reader: DocumentReader,
    private readonly page: PublicPage,
    private readonly logos: DepartmentLogos,
    private readonly papers: Papers,
    private readonly prints: Prints,
    private readonly attachments: Attachments,
  ) {}

  @Get(':token')
  @Render('invoicing/public/show')
  async show(@Req() request: Request, @Res({ passthrough: true }) reply: FastifyReply) {
    closed(reply);
    return this.page.of(await this.reader.find(idOf(request)), `/invoice/${request.params.token}`);
  }

  /** The original, as its seller would give it. */
  @Get(':token.pdf')
  async pdf(@Req() request: Request, @Res({ passthrough: true }) reply: FastifyReply) {
    const prepared = await this.papers.prepared(idOf(request), 'original');
    this.prints.remember(idOf(request), 'original');
    return new Later(async () => {
      const { name, bytes } = await this.papers.printed(prepared);
      closed(reply).header('cache-control', 'private, no-cache').header('x-content-type-options', 'nosniff');
      return new StreamableFile(bytes, { type: 'application/pdf', length: bytes.length, disposition: shownAs(name) });
    });
  }

  @Get(':token/attachments/:attachment')
  async attachment(@Req() request: Request, @Res({ passthrough: true }) reply: FastifyReply) {
    const attachment = await this.attachments.findForClient(idOf(request), idOf(request, 'attachment'));
    return new Later(async () => savedAs(attachment, await this.attachments.read(attachment), closed(reply)));
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
