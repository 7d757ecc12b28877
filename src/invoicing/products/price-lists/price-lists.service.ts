import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { QueryFailedError, type Repository } from 'typeorm';
import { BrokenRule } from '../../../broken-rule';
import { Database } from '../../../database/database';
import { History } from '../../../history/history.service';
import { Decimal } from '../../../money/decimal';
import { changedMeanwhile, merged } from '../../../web/merging';
import { PriceList } from './price-list.entity';
import type { PriceListInput } from './price-list.input';
import { PriceRows } from './price-rows.service';

/** A price list among the others, with how many prices of its own it has. */
export interface ListedPriceList {
  id: number;
  name: string;
  currency: string;
  percentOff: Decimal | null;
  archivedAt: Date | null;
  prices: number;
}

/** Price lists (R111): every verb that changes one. */
@Injectable()
export class PriceListsService {
  constructor(
    private readonly database: Database,
    private readonly history: History,
    private readonly rows: PriceRows,
    @InjectRepository(PriceList) private readonly lists: Repository<PriceList>,
  ) {}

  /** By name, archived ones last. */
  async list(): Promise<ListedPriceList[]> {
    const lists = await this.database.query<(ListedPriceList & { percentOff: string | null })[]>(
      `select l.id, l.name, l.currency, l.percent_off as "percentOff", l.archived_at as "archivedAt",
         (select count(*)::int from price_list_rows r where r.price_list_id = l.id) as prices
       from price_lists l order by l.archived_at is not null, app_folded(l.name)`,
    );
    return lists.map((list) => ({ ...list, percentOff: list.percentOff === null ? null : new Decimal(list.percentOff) }));
  }

  /** Those that the form of a document offers. */
  options(): Promise<{ value: number; label: string }[]> {
    return this.database.query(
      `select id as value, name || ' (' || currency || ')' as label from price_lists where archived_at is null order by app_folded(name)`,
    );
  }

  /** @throws EntityNotFoundError */
  find(id: number) {
    return this.lists.findOneByOrFail({ id });
  }

  /** @throws BrokenRule at the row whose product is not known, or when another list has the name */
  async create(input: PriceListInput): Promise<number> {
    const prices = await this.rows.meant(input.rows);
    const { name, currency, priceKind, percentOff } = input;
    const list = await this.save(this.lists.create({ name, currency, priceKind, percentOff }));
    await this.rows.replace(list.id, prices);
    return list.id;
  }

  /** @throws BrokenRule, InvalidInput when somebody else changed the same field (R117) */
  async update(id: number, { opened, ...sent }: PriceListInput) {
    const list = await this.locked(id);
    const now = { ...fieldsOf(list), rows: await this.rows.asTyped(id) };
    const typed = { ...sent, rows: sent.rows.filter((row) => !row.blank).map(({ product, price }) => ({ product, price })) };
    const { input, conflicts } = merged(typed, opened, now);
    if (conflicts.length) throw changedMeanwhile(conflicts, opened, await this.history.lastWriter('price_lists', id));
    const isUntouched = input.rows === now.rows;
    const prices = isUntouched ? null : await this.rows.meant(sent.rows);
    await this.save(Object.assign(list, fieldsOf(input)));
    if (prices) await this.rows.replace(id, prices);
  }

  async archive(id: number) {
    const list = await this.locked(id);
    list.archive();
    await this.lists.save(list);
  }

  async unarchive(id: number) {
    const list = await this.locked(id);
    list.unarchive();
    await this.lists.save(list);
  }

  private save(list: PriceList) {
    return this.lists.save(list).catch((error: unknown) => {
      const taken = error instanceof QueryFailedError && error.driverError.constraint === 'one_price_list_name';
      throw taken ? new BrokenRule('price_list_taken', {}, 'name') : error;
    });
  }

  private locked(id: number) {
    return this.lists.findOneOrFail({ where: { id }, lock: { mode: 'for_no_key_update' } });
  }
}

/** What the form says of a list, but for its rows. */
export function fieldsOf({
  name,
  currency,
  priceKind,
  percentOff,
}: Pick<PriceList, 'name' | 'currency' | 'priceKind' | 'percentOff'>) {
  return { name, currency, priceKind, percentOff };
}
