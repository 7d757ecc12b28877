import { Injectable } from '@nestjs/common';
import { CategoriesService } from '../invoicing/products/categories/categories.service';
import { CategoryInput } from '../invoicing/products/categories/category.input';
import { PriceListInput, PriceRowInput } from '../invoicing/products/price-lists/price-list.input';
import { PriceListsService } from '../invoicing/products/price-lists/price-lists.service';
import { ProductInput } from '../invoicing/products/product.input';
import { ProductsService } from '../invoicing/products/products.service';
import { Decimal } from '../money/decimal';
import type { Cast } from './cast';
import { OFFERING, type ServiceKey } from './offering';
import { textFor } from './texts';

/** What stands among goods; everything else is a service. */
const GOODS: readonly ServiceKey[] = ['lighting', 'trees', 'plants', 'pots', 'mower', 'sculpture'];
/** What those who buy often pay for a plant, and less for all else. */
const REGULAR = { plants: '39', percentOff: '5' };

/** Makes the products that the example's documents sell, in two categories, and a price list for regular clients (R111). */
@Injectable()
export class ExampleProducts {
  constructor(
    private readonly products: ProductsService,
    private readonly categories: CategoriesService,
    private readonly priceLists: PriceListsService,
  ) {}

  async make(cast: Cast) {
    const text = (key: string) => textFor(cast.owner, key);
    const goods = await this.categories.create(Object.assign(new CategoryInput(), { name: text('category.goods') }));
    const services = await this.categories.create(Object.assign(new CategoryInput(), { name: text('category.services') }));
    for (const [place, key] of (Object.keys(OFFERING) as ServiceKey[]).entries()) {
      const [unit, net, vatRate] = OFFERING[key];
      const input = Object.assign(new ProductInput(), {
        name: text(`service.${key}`),
        code: `OGR-${String(place + 1).padStart(2, '0')}`,
        unit: text(`unit.${unit}`),
        price: new Decimal(net),
        vatRate,
        currency: 'PLN',
        categoryId: GOODS.includes(key) ? goods : services,
      });
      cast.products.set(key, await this.products.create(input));
    }
    await this.priceLists.create(
      Object.assign(new PriceListInput(), {
        name: text('price_list'),
        currency: 'PLN',
        percentOff: new Decimal(REGULAR.percentOff),
        rows: [Object.assign(new PriceRowInput(), { product: text('service.plants'), price: new Decimal(REGULAR.plants) })],
      }),
    );
  }
}
