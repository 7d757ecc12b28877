import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../../web/doors';
import { flash, idOf, type Request, redirect } from '../../../web/http';
import { PriceListsService } from './price-lists.service';

/** Offers a price list again. */
@Controller('invoicing/products/price-lists/:id/unarchiving')
@Side('invoicing')
export class PriceListUnarchivingsController {
  constructor(private readonly priceLists: PriceListsService) {}

  @Post()
  async create(@Req() request: Request) {
    await this.priceLists.unarchive(idOf(request));
    flash(request, 'success', 'price_lists.unarchived');
    return redirect('/invoicing/products/price-lists');
  }
}
