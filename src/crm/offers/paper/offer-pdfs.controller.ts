import { Controller, Get, Req, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Side } from '../../../web/doors';
import { idOf, Later, type Request } from '../../../web/http';
import { shownAs } from '../../../web/shown-as';
import { Offers } from '../offers.service';
import { OfferPapers } from './offer-papers.service';

/** An offer's PDF for those who see its deal (R80). */
@Side('crm')
@Controller('crm/offers/:id/pdf')
export class OfferPdfsController {
  constructor(
    private readonly offers: Offers,
    private readonly papers: OfferPapers,
  ) {}

  @Get()
  async show(@Req() request: Request, @Res({ passthrough: true }) reply: FastifyReply) {
    const prepared = await this.papers.prepared(await this.offers.find(idOf(request)));
    return new Later(async () => {
      const { name, bytes } = await this.papers.printed(prepared);
      reply.header('cache-control', 'private, no-cache').header('x-content-type-options', 'nosniff');
      return new StreamableFile(bytes, { type: 'application/pdf', length: bytes.length, disposition: shownAs(name) });
    });
  }
}
