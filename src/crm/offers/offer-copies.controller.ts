import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { Offers } from './offers.service';

/** Makes an offer that says the same, to be changed and sent anew. */
@Side('crm')
@Controller('crm/offers/:id/copies')
export class OfferCopiesController {
  constructor(private readonly offers: Offers) {}

  @Post()
  async create(@Req() request: Request) {
    const { id } = await this.offers.copy(idOf(request));
    flash(request, 'success', 'offers.copied');
    return redirect(`/crm/offers/${id}/edit`);
  }
}
