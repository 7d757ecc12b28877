import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Side } from '../../web/doors';
import { idOf, type Request } from '../../web/http';
import { OfferFilling } from './offer-filling.service';
import { OfferLines } from './offer-lines.service';
import { OfferSheets } from './offer-sheets.service';
import { Offers } from './offers.service';

/** An offer as its client sees it, for the frame on its page. */
@Side('crm')
@Controller('crm/offers/:id/preview')
export class OfferPreviewsController {
  constructor(
    private readonly offers: Offers,
    private readonly lines: OfferLines,
    private readonly filling: OfferFilling,
    private readonly sheets: OfferSheets,
  ) {}

  /** What was sent, or what would be sent now; no script of it runs and nothing is fetched. */
  @Get()
  async show(@Req() request: Request, @Res({ passthrough: true }) reply: FastifyReply) {
    const offer = await this.offers.find(idOf(request));
    const body = offer.filledHtml ?? (await this.filling.of(offer, await this.lines.of(offer.id))).html;
    const { html, contentSecurityPolicy } = await this.sheets.of(offer, body);
    reply.type('text/html; charset=utf-8').header('content-security-policy', contentSecurityPolicy);
    reply.header('cache-control', 'private, no-store');
    return html;
  }
}
