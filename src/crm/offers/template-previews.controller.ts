import { Controller, Get, NotFoundException, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Administrators, Side } from '../../web/doors';
import { idOf, type Request } from '../../web/http';
import { OfferTemplates } from './offer-templates.service';
import { TemplateSamples } from './template-samples.service';

/** A template as an offer of a deal that is there, for the frame beside its form. */
@Side('crm')
@Administrators()
@Controller('settings/offer-templates/:id/preview')
export class TemplatePreviewsController {
  constructor(
    private readonly templates: OfferTemplates,
    private readonly samples: TemplateSamples,
  ) {}

  @Get()
  async show(@Req() request: Request, @Res({ passthrough: true }) reply: FastifyReply) {
    const template = await this.templates.find(idOf(request));
    const deal = request.query.deal ?? '';
    if (!/^[1-9]\d{0,15}$/.test(deal)) throw new NotFoundException();
    const { html, contentSecurityPolicy } = await this.samples.of(template, Number(deal));
    reply.type('text/html; charset=utf-8').header('content-security-policy', contentSecurityPolicy);
    reply.header('cache-control', 'private, no-store');
    return html;
  }
}
