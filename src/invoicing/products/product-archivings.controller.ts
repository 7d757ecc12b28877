import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { ProductsService } from './products.service';

/** Hides a product from new documents. */
@Controller('invoicing/products/:id/archiving')
@Side('invoicing')
export class ProductArchivingsController {
  constructor(private readonly products: ProductsService) {}

  @Post()
  async create(@Req() request: Request) {
    await this.products.archive(idOf(request));
    flash(request, 'success', 'products.archived');
    return redirect(`/invoicing/products/${idOf(request)}`);
  }
}
