import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { ProductsService } from './products.service';

/** Offers a product again. */
@Controller('invoicing/products/:id/unarchiving')
@Side('invoicing')
export class ProductUnarchivingsController {
  constructor(private readonly products: ProductsService) {}

  @Post()
  async create(@Req() request: Request) {
    await this.products.unarchive(idOf(request));
    flash(request, 'success', 'products.unarchived');
    return redirect(`/invoicing/products/${idOf(request)}`);
  }
}
