import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../../web/doors';
import { flash, idOf, type Request, redirect } from '../../../web/http';
import { CategoriesService } from './categories.service';

/** Hides a category from forms. */
@Controller('invoicing/products/categories/:id/archiving')
@Side('invoicing')
export class CategoryArchivingsController {
  constructor(private readonly categories: CategoriesService) {}

  @Post()
  async create(@Req() request: Request) {
    await this.categories.archive(idOf(request));
    flash(request, 'success', 'categories.archived');
    return redirect('/invoicing/products/categories');
  }
}
