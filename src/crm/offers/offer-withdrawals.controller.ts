import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { Offers } from './offers.service';

/** Takes a sent offer back from its client. */
@Side('crm')
@Controller('crm/offers/:id/withdrawal')
export class OfferWithdrawalsController {
  constructor(private readonly offers: Offers) {}

  @Post()
  async create(@Req() request: Request) {
    const id = idOf(request);
    await this.offers.withdraw(id);
    flash(request, 'success', 'offers.withdrawn');
    return redirect(`/crm/offers/${id}`);
  }
}
