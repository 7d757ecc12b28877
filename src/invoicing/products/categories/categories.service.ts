import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, QueryFailedError, type Repository } from 'typeorm';
import { BrokenRule } from '../../../broken-rule';
import { Database } from '../../../database/database';
import { History } from '../../../history/history.service';
import { changedMeanwhile, merged } from '../../../web/merging';
import { Category } from './category.entity';
import type { CategoryInput } from './category.input';

/** A category on the list, with how many products for sale it has. */
export interface ListedCategory {
  id: number;
  name: string;
  archivedAt: Date | null;
  products: number;
}

/** Categories of products: every verb that changes one. */
@Injectable()
export class CategoriesService {
  constructor(
    private readonly database: Database,
    private readonly history: History,
    @InjectRepository(Category) private readonly categories: Repository<Category>,
  ) {}

  /** By name, archived ones last. */
  list(): Promise<ListedCategory[]> {
    return this.database.query(
      `select c.id, c.name, c.archived_at as "archivedAt", count(p.id)::int as products
        from categories c left join products p on p.category_id = c.id and p.archived_at is null
        group by c.account_id, c.id order by c.archived_at is not null, app_folded(c.name)`,
    );
  }

  /** Those that a form offers, and the one that a product has already. */
  options(has: number | null = null): Promise<{ value: number; label: string }[]> {
    return this.database.query(
      'select id as value, name as label from categories where archived_at is null or id = $1 order by app_folded(name)',
      [has],
    );
  }

  /** @throws EntityNotFoundError */
  find(id: number) {
    return this.categories.findOneByOrFail({ id });
  }

  async nameOf(id: number | null): Promise<string | null> {
    return id === null ? null : ((await this.categories.findOneBy({ id }))?.name ?? null);
  }

  /** @throws BrokenRule at the field when a product is not to be put there */
  async choose(id: number | null, field = 'categoryId') {
    if (id === null) return;
    if (!(await this.categories.existsBy({ id, archivedAt: IsNull() }))) throw new BrokenRule('category_unknown', {}, field);
  }

  /** @throws BrokenRule when another has the name */
  async create({ opened: _, ...typed }: CategoryInput): Promise<number> {
    return (await this.save(this.categories.create(typed))).id;
  }

  /** @throws BrokenRule when another has the name, InvalidInput when somebody else changed the same field (R117) */
  async update(id: number, { opened, ...typed }: CategoryInput) {
    const category = await this.locked(id);
    const { input, conflicts } = merged(typed, opened, { name: category.name, description: category.description });
    if (conflicts.length) throw changedMeanwhile(conflicts, opened, await this.history.lastWriter('categories', id));
    await this.save(Object.assign(category, input));
  }

  async archive(id: number) {
    const category = await this.locked(id);
    category.archive();
    await this.categories.save(category);
  }

  async unarchive(id: number) {
    const category = await this.locked(id);
    category.unarchive();
    await this.categories.save(category);
  }

  private save(category: Category) {
    return this.categories.save(category).catch((error: unknown) => {
      const taken = error instanceof QueryFailedError && error.driverError.constraint === 'one_category_name';
      throw taken ? new BrokenRule('category_taken', {}, 'name') : error;
    });
  }

  private locked(id: number) {
    return this.categories.findOneOrFail({ where: { id }, lock: { mode: 'for_no_key_update' } });
  }
}
