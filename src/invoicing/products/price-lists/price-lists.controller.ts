import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { Person } from '../../../accounts/person';
import { History } from '../../../history/history.service';
import { CURRENCIES } from '../../../money/currencies';
import { Side } from '../../../web/doors';
import { FormOf } from '../../../web/form';
import { flash, idOf, type Request, redirect } from '../../../web/http';
import { openedOf } from '../../../web/merging';
import { languageOf } from '../../../web/page';
import { say } from '../../../web/say';
import { inLanguage } from '../../invoices/form-choices';
import { PRICE_KINDS } from '../product.input';
import { inPlain } from '../product-form';
import { PriceListInput } from './price-list.input';
import { fieldsOf, PriceListsService } from './price-lists.service';
import { PriceRows } from './price-rows.service';

const LIST = '/invoicing/products/price-lists';
/** Empty rows of a form; saving shows as many again. */
const SPARE_ROWS = 5;
const EMPTY_ROW = { product: null, price: null };

/** The pages of price lists. */
@Controller('invoicing/products/price-lists')
@Side('invoicing')
export class PriceListsController {
  constructor(
    private readonly lists: PriceListsService,
    private readonly rows: PriceRows,
    private readonly history: History,
  ) {}

  @Get()
  @Render('invoicing/price-lists/index')
  async index(@Req() _: Request) {
    return { lists: await this.lists.list() };
  }

  @Get('new')
  @Render('invoicing/price-lists/blank')
  blank(@Req() _: Request) {
    const values = { ...new PriceListInput(), name: null, currency: Person.current.currency, rows: withSpare([]) };
    return { values, ...choices() };
  }

  @Post()
  @FormOf('blank')
  async create(@Body() input: PriceListInput, @Req() request: Request) {
    const id = await this.lists.create(input);
    flash(request, 'success', 'price_lists.created', { name: input.name });
    return redirect(`${LIST}/${id}/edit`);
  }

  @Get(':id/edit')
  @Render('invoicing/price-lists/edit')
  async edit(@Req() request: Request) {
    const list = await this.lists.find(idOf(request));
    const rows = await this.rows.asTyped(list.id);
    const shown = rows.map(({ product, price }) => ({ product, price: inLanguage(inPlain(price)) }));
    const { id, name, archivedAt, percentOff } = list;
    return {
      list: { id, name, archivedAt },
      values: {
        ...fieldsOf(list),
        percentOff: inLanguage(percentOff?.toString() ?? null),
        rows: withSpare(shown),
        opened: openedOf({ ...fieldsOf(list), rows }),
      },
      ...choices(),
      entries: await this.history.of([{ table: 'price_lists', id }], languageOf(request)),
    };
  }

  @Post(':id')
  @FormOf('edit')
  async update(@Body() input: PriceListInput, @Req() request: Request) {
    const id = idOf(request);
    await this.lists.update(id, input);
    flash(request, 'success', 'price_lists.saved', { name: input.name });
    return redirect(`${LIST}/${id}/edit`); // where there are empty rows again
  }
}

function withSpare(rows: object[]) {
  return [...rows, ...Array.from({ length: SPARE_ROWS }, () => EMPTY_ROW)];
}

function choices() {
  return {
    currencies: CURRENCIES.map((code) => ({ value: code, label: code })),
    priceKinds: PRICE_KINDS.map((kind) => ({ value: kind, label: say(`price_kinds.${kind}`) })),
  };
}
