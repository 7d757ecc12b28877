import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../../web/doors';
import { flash, idOf, type Request, redirect } from '../../../web/http';
import { PriceListsService } from './price-lists.service';

/** Hides a price list from documents' forms. */
@Controller('invoicing/products/price-lists/:id/archiving')
@Side('invoicing')
export class PriceListArchivingsController {
  constructor(private readonly priceLists: PriceListsService) {}

  @Post()
  async create(@Req() request: Request) {
    await this.priceLists.archive(idOf(request));
    flash(request, 'success', 'price_lists.archived');
    return redirect('/invoicing/products/price-lists');
  }
}
