import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../../web/doors';
import { flash, idOf, type Request, redirect } from '../../../web/http';
import { OfferLinks } from './offer-links.service';

/** Makes the link by which a client opens an offer anew, and takes it back (R81). */
@Side('crm')
@Controller('crm/offers/:id/public-link')
export class OfferLinksController {
  constructor(private readonly links: OfferLinks) {}

  @Post()
  async create(@Req() request: Request) {
    await this.links.renewed(idOf(request));
    flash(request, 'success', 'offer_links.made');
    return redirect(`/crm/offers/${idOf(request)}`);
  }

  @Post('deletion')
  async destroy(@Req() request: Request) {
    await this.links.revoke(idOf(request));
    flash(request, 'success', 'offer_links.revoked');
    return redirect(`/crm/offers/${idOf(request)}`);
  }
}
