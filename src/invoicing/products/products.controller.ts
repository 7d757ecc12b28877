import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { History } from '../../history/history.service';
import { Side } from '../../web/doors';
import { FormOf } from '../../web/form';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { openedOf } from '../../web/merging';
import { languageOf } from '../../web/page';
import { kindOf } from '../kinds';
import { CategoriesService } from './categories/categories.service';
import { typedOf } from './product.entity';
import { ProductInput } from './product.input';
import { filterOf, idIn, listHref } from './product-filter';
import { productChoices, productShown } from './product-form';
import { ProductListsService } from './product-lists.service';
import { ProductsService } from './products.service';

/** The pages of products (R111). */
@Controller('invoicing/products')
@Side('invoicing')
export class ProductsController {
  constructor(
    private readonly products: ProductsService,
    private readonly lists: ProductListsService,
    private readonly categories: CategoriesService,
    private readonly history: History,
  ) {}

  @Get()
  @Render('invoicing/products/index')
  async index(@Req() request: Request) {
    const filter = filterOf(request);
    const edge = { after: idIn(request.query.after) ?? undefined, before: idIn(request.query.before) ?? undefined };
    const { products, next, previous } = await this.lists.page(filter, edge);
    return {
      products,
      filter,
      categories: await this.categories.options(filter.category),
      filtered: Boolean(filter.words || filter.category),
      archivedHref: listHref({ ...filter, archived: !filter.archived }),
      next: next && listHref(filter, { after: next }),
      previous: previous && listHref(filter, { before: previous }),
    };
  }

  @Get('new')
  @Render('invoicing/products/blank')
  async blank(@Req() request: Request) {
    const usual = { name: null, vatRate: '23', currency: Person.current.currency, categoryId: idIn(request.query.category) };
    return { values: { ...new ProductInput(), ...usual }, ...productChoices(), categories: await this.categories.options() };
  }

  @Post()
  @FormOf('blank')
  async create(@Body() input: ProductInput, @Req() request: Request) {
    const id = await this.products.create(input);
    flash(request, 'success', 'products.created', { name: input.name });
    return redirect(`/invoicing/products/${id}`);
  }

  @Get(':id')
  @Render('invoicing/products/show')
  async show(@Req() request: Request) {
    const product = await this.products.find(idOf(request));
    const sold = await this.lists.soldOn(product.id);
    return {
      product: productShown(product, await this.categories.nameOf(product.categoryId)),
      sold: sold.map((each) => ({ ...each, title: kindOf(each.kind)!.title, href: `/invoicing/invoices/${each.id}` })),
      entries: await this.history.of([{ table: 'products', id: product.id }], languageOf(request), product.currency),
    };
  }

  @Get(':id/edit')
  @Render('invoicing/products/edit')
  async edit(@Req() request: Request) {
    const product = await this.products.find(idOf(request));
    const typed = typedOf(product);
    const { id, name, price } = productShown(product, null);
    return {
      product: { id, name },
      values: { ...typed, price, opened: openedOf(typed) },
      ...productChoices(product.vatRate),
      categories: await this.categories.options(product.categoryId),
    };
  }

  @Post(':id')
  @FormOf('edit')
  async update(@Body() input: ProductInput, @Req() request: Request) {
    const id = idOf(request);
    await this.products.update(id, input);
    flash(request, 'success', 'products.saved', { name: input.name });
    return redirect(`/invoicing/products/${id}`);
  }
}
