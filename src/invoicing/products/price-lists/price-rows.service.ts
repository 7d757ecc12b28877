import { Injectable } from '@nestjs/common';
import { BrokenRule } from '../../../broken-rule';
import { Database } from '../../../database/database';
import { Decimal } from '../../../money/decimal';
import type { PriceRowInput } from './price-list.input';

/** A price of a list. */
interface ListedPrice {
  productId: number;
  price: Decimal;
}

/** The prices of a list, product by product. */
@Injectable()
export class PriceRows {
  constructor(private readonly database: Database) {}

  /** As the list's form shows them: '1003 · Name', by name. */
  async asTyped(listId: number): Promise<{ product: string; price: Decimal }[]> {
    const rows = await this.database.query<{ product: string; price: string }[]>(
      `select p.id || ' · ' || p.name as product, r.price from price_list_rows r join products p on p.id = r.product_id
        where r.price_list_id = $1 order by app_folded(p.name), p.id`,
      [listId],
    );
    return rows.map(({ product, price }) => ({ product, price: new Decimal(price) }));
  }

  /** The products that the rows mean, all in one question. @throws BrokenRule at the row that means none, several, or one named before */
  async meant(rows: PriceRowInput[]): Promise<ListedPrice[]> {
    const asked = rows.flatMap((row, place) => (row.blank ? [] : [{ place, id: shownId(row.product), text: row.product }]));
    const found = await this.database.query<{ place: number; ids: number[] }[]>(
      `select a.place, array(select p.id from products p where p.id = a.id
           union all select called from products_called(a.text) called where a.id is null) as ids
        from jsonb_to_recordset($1) a(place integer, id bigint, text text)`,
      [JSON.stringify(asked)],
    );
    const seen = new Set<number>();
    return found.map(({ place, ids: [id, ...others] }) => {
      const row = rows[place];
      const field = `rows.${place}.product`;
      if (id === undefined) throw new BrokenRule('product_unknown', { product: row.product }, field);
      if (others.length) throw new BrokenRule('product_ambiguous', { product: row.product }, field);
      if (seen.has(id)) throw new BrokenRule('product_priced_twice', { product: row.product }, field);
      seen.add(id);
      return { productId: id, price: row.price };
    });
  }

  /** Puts these prices in the place of those before. */
  async replace(listId: number, prices: ListedPrice[]) {
    await this.database.query('delete from price_list_rows where price_list_id = $1', [listId]);
    await this.database.query(
      `insert into price_list_rows (price_list_id, product_id, price)
        select $1, r."productId", r.price from jsonb_to_recordset($2) r("productId" bigint, price numeric)`,
      [listId, JSON.stringify(prices)],
    );
  }
}

/** The id in '1003 · Name'; null for anything else. */
function shownId(text: string): number | null {
  const id = /^(\d{1,15}) ·/.exec(text)?.[1];
  return id === undefined ? null : Number(id);
}
