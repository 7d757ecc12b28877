import { Controller, Get, NotFoundException, Render, Req, Res, StreamableFile, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Open } from '../../../web/doors';
import { Later, type Request } from '../../../web/http';
import { shownAs } from '../../../web/shown-as';
import { OfferSheets } from '../offer-sheets.service';
import { OfferPapers } from '../paper/offer-papers.service';
import { linkOf, OfferLinkGuard } from './offer-link.guard';
import { OfferOpenings } from './offer-openings.service';
import { PublicOfferPage } from './public-offer-page.service';

/** An offer as the client sees it who has its link (R81): the page, the sheet in its frame, and the PDF. */
@Open()
@Controller('offer')
@UseGuards(OfferLinkGuard)
export class ShownOffersController {
  constructor(
    private readonly page: PublicOfferPage,
    private readonly sheets: OfferSheets,
    private readonly papers: OfferPapers,
    private readonly openings: OfferOpenings,
  ) {}

  @Get(':token')
  @Render('crm/offers/public/show')
  async show(@Req() request: Request, @Res({ passthrough: true }) reply: FastifyReply) {
    const link = linkOf(request);
    const opened = await this.page.opened(link);
    if (opened.closed) reply.status(410);
    else if (!link.inside && isReading(request)) this.openings.remember(opened.offer);
    return this.page.of(opened, `/offer/${request.params.token}`);
  }

  /** Below the sheet's own policy: no script of it runs and nothing is fetched, whatever stands in it. */
  @Get(':token/sheet')
  async sheet(@Req() request: Request, @Res({ passthrough: true }) reply: FastifyReply) {
    const { offer } = await this.page.opened(linkOf(request));
    if (!offer) throw new NotFoundException();
    const { html, contentSecurityPolicy } = await this.sheets.of(offer, offer.filledHtml!);
    reply.type('text/html; charset=utf-8').header('content-security-policy', contentSecurityPolicy);
    reply.header('cache-control', 'private, no-store');
    return html;
  }

  @Get(':token.pdf')
  async pdf(@Req() request: Request, @Res({ passthrough: true }) reply: FastifyReply) {
    const { offer } = await this.page.opened(linkOf(request));
    if (!offer) throw new NotFoundException();
    const prepared = await this.papers.prepared(offer);
    return new Later(async () => {
      const { name, bytes } = await this.papers.printed(prepared);
      reply.header('cache-control', 'private, no-cache').header('x-content-type-options', 'nosniff');
      return new StreamableFile(bytes, { type: 'application/pdf', length: bytes.length, disposition: shownAs(name) });
    });
  }
}

/** Whether a person reads it, for all that can be told: programs that look after links ask for the head alone, browsers may fetch ahead. */
function isReading({ method, headers }: Request) {
  return method === 'GET' && !/prefetch/i.test(String(headers['sec-purpose'] ?? headers.purpose ?? ''));
}
