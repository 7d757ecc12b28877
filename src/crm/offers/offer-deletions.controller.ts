import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { Offers } from './offers.service';

/** Deletes an offer; it can be restored. */
@Side('crm')
@Controller('crm/offers/:id/deletion')
export class OfferDeletionsController {
  constructor(private readonly offers: Offers) {}

  @Post()
  async create(@Req() request: Request) {
    const id = idOf(request);
    await this.offers.delete(id);
    flash(request, 'success', 'offers.is_deleted');
    return redirect(`/crm/offers/${id}`);
  }
}
