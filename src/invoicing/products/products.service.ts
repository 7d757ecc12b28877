import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { QueryFailedError, type Repository } from 'typeorm';
import { BrokenRule } from '../../broken-rule';
import { History } from '../../history/history.service';
import { changedMeanwhile, merged } from '../../web/merging';
import { say } from '../../web/say';
import { CategoriesService } from './categories/categories.service';
import { Product, typedOf } from './product.entity';
import type { ProductInput, TypedProduct } from './product.input';

/** What the firm sells (R111): every verb that changes a card. All members of Invoicing may. */
@Injectable()
export class ProductsService {
  constructor(
    private readonly categories: CategoriesService,
    private readonly history: History,
    @InjectRepository(Product) private readonly products: Repository<Product>,
  ) {}

  /** @throws EntityNotFoundError */
  find(id: number) {
    return this.products.findOneByOrFail({ id });
  }

  /** @throws BrokenRule when the code is another product's, or the category is not there */
  async create({ opened: _, ...typed }: ProductInput): Promise<number> {
    const product = await this.described(this.products.create(), typed);
    return product.id;
  }

  /**
   * Saves the card, together with what others saved since the form was opened (R117).
   * @throws BrokenRule, InvalidInput when somebody else changed the same field
   */
  async update(id: number, { opened, ...typed }: ProductInput) {
    const product = await this.locked(id);
    await this.described(product, await this.together(product, typed, opened));
  }

  async archive(id: number) {
    const product = await this.locked(id);
    product.archive();
    await this.products.save(product);
  }

  async unarchive(id: number) {
    const product = await this.locked(id);
    product.unarchive();
    await this.products.save(product);
  }

  private async together(product: Product, typed: TypedProduct, opened: string | null) {
    const { input, conflicts } = merged(typed, opened, typedOf(product));
    if (!conflicts.length) return input;
    const labels = {
      categoryId: await this.categories.nameOf(product.categoryId),
      vatRate: say(`vat_rates.${product.vatRate}`),
      priceKind: say(`price_kinds.${product.priceKind}`),
    };
    throw changedMeanwhile(conflicts, opened, await this.history.lastWriter('products', product.id), labels);
  }

  private async described(product: Product, typed: TypedProduct) {
    if (typed.categoryId !== (product.categoryId ?? null)) await this.categories.choose(typed.categoryId);
    product.describe(typed);
    return this.products.save(product).catch(refuseCode);
  }

  private locked(id: number) {
    return this.products.findOneOrFail({ where: { id }, lock: { mode: 'for_no_key_update' } });
  }
}

/** Only the database knows who was first with a code. */
function refuseCode(error: unknown): never {
  const taken = error instanceof QueryFailedError && error.driverError.constraint === 'one_product_code';
  throw taken ? new BrokenRule('product_code_taken', {}, 'code') : error;
}
