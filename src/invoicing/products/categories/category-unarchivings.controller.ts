import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../../web/doors';
import { flash, idOf, type Request, redirect } from '../../../web/http';
import { CategoriesService } from './categories.service';

/** Offers a category again. */
@Controller('invoicing/products/categories/:id/unarchiving')
@Side('invoicing')
export class CategoryUnarchivingsController {
  constructor(private readonly categories: CategoriesService) {}

  @Post()
  async create(@Req() request: Request) {
    await this.categories.unarchive(idOf(request));
    flash(request, 'success', 'categories.unarchived');
    return redirect('/invoicing/products/categories');
  }
}
