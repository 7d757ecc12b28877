import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { History } from '../../../history/history.service';
import { Side } from '../../../web/doors';
import { FormOf } from '../../../web/form';
import { flash, idOf, type Request, redirect } from '../../../web/http';
import { openedOf } from '../../../web/merging';
import { languageOf } from '../../../web/page';
import { CategoriesService } from './categories.service';
import { CategoryInput } from './category.input';

const LIST = '/invoicing/products/categories';

/** The pages of categories. */
@Controller('invoicing/products/categories')
@Side('invoicing')
export class CategoriesController {
  constructor(
    private readonly categories: CategoriesService,
    private readonly history: History,
  ) {}

  @Get()
  @Render('invoicing/categories/index')
  async index(@Req() _: Request) {
    return { categories: await this.categories.list() };
  }

  @Get('new')
  @Render('invoicing/categories/blank')
  blank(@Req() _: Request) {
    return { values: { ...new CategoryInput(), name: null } };
  }

  @Post()
  @FormOf('blank')
  async create(@Body() input: CategoryInput, @Req() request: Request) {
    await this.categories.create(input);
    flash(request, 'success', 'categories.created', { name: input.name });
    return redirect(LIST);
  }

  @Get(':id/edit')
  @Render('invoicing/categories/edit')
  async edit(@Req() request: Request) {
    const { id, name, description, archivedAt } = await this.categories.find(idOf(request));
    return {
      category: { id, name, archivedAt },
      values: { name, description, opened: openedOf({ name, description }) },
      entries: await this.history.of([{ table: 'categories', id }], languageOf(request)),
    };
  }

  @Post(':id')
  @FormOf('edit')
  async update(@Body() input: CategoryInput, @Req() request: Request) {
    await this.categories.update(idOf(request), input);
    flash(request, 'success', 'categories.saved', { name: input.name });
    return redirect(LIST);
  }
}
