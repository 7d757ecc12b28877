import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { Offers } from './offers.service';

/** Brings a deleted offer back. */
@Side('crm')
@Controller('crm/offers/:id/restoration')
export class OfferRestorationsController {
  constructor(private readonly offers: Offers) {}

  @Post()
  async create(@Req() request: Request) {
    const id = idOf(request);
    await this.offers.restore(id);
    flash(request, 'success', 'offers.is_restored');
    return redirect(`/crm/offers/${id}`);
  }
}
