import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import { Decimal } from '../../money/decimal';
import { vatRateOf } from '../vat/rates';
import type { PriceKind } from '../vat/totals';
import { lowered, unitPriceOf } from './product-price';

/** What a line is priced in. */
export interface Terms {
  /** Whether its prices are net or gross. */
  priceKind: PriceKind;
  currency: string;
  /** The price list whose prices go before the products' own. */
  priceListId: number | null;
}

/** A product as a line copies it. */
export interface Offer {
  productId: number;
  name: string;
  code: string | null;
  unit: string | null;
  rate: string;
  gtu: string | null;
  annex15: boolean;
  classification: string | null;
  /** Of one unit, net or gross as asked; null when it has none in this currency. */
  price: Decimal | null;
}

interface Row {
  id: number;
  name: string;
  code: string | null;
  unit: string | null;
  priceKind: PriceKind;
  netPrice: string | null;
  grossPrice: string | null;
  rate: string;
  currency: string;
  gtu: string | null;
  annex15: boolean;
  classification: string | null;
  listKind: PriceKind | null;
  listPrice: string | null;
  listCurrency: string | null;
  percentOff: string | null;
}

const OFFERED = 20;

/** Products with what they cost on a document: by its price list, else by their own card (R111). */
@Injectable()
export class Offers {
  constructor(private readonly database: Database) {}

  /** The first few that fit what is typed, the one of exactly this code before all. */
  async found(words: string, terms: Terms): Promise<Offer[]> {
    const called = await this.called(words, terms);
    const found = await this.of(`select list_products($2, null, false, null, false, ${OFFERED})`, words, terms);
    const first = called.filter(({ code }) => code?.toLowerCase() === words.trim().toLowerCase());
    return [...first, ...found.filter(({ productId }) => !first.some((each) => each.productId === productId))];
  }

  /** Those that the text means as a whole: the one of this code, else all of this name. */
  called(text: string, terms: Terms): Promise<Offer[]> {
    return this.of('select products_called($2)', text, terms);
  }

  private async of(ids: string, text: string, terms: Terms): Promise<Offer[]> {
    const rows = await this.database.query<Row[]>(
      `select p.id, p.name, p.code, p.unit, p.price_kind as "priceKind", p.net_price as "netPrice", p.gross_price as "grossPrice",
         p.vat_rate as rate, trim(p.currency) as currency, p.gtu, p.annex_15 as annex15, p.classification,
         l.price_kind as "listKind", r.price as "listPrice", trim(l.currency) as "listCurrency", l.percent_off as "percentOff"
       from products p left join price_lists l on l.id = $1 and l.archived_at is null
         left join price_list_rows r on r.price_list_id = l.id and r.product_id = p.id
       where p.id in (${ids}) order by app_folded(p.name), p.id`,
      [terms.priceListId, text],
    );
    return rows.map((row) => ({
      productId: row.id,
      name: row.name,
      code: row.code,
      unit: row.unit,
      rate: row.rate,
      gtu: row.gtu,
      annex15: row.annex15,
      classification: row.classification,
      price: priceOf(row, terms),
    }));
  }
}

/** The list's own price, else the product's, less the list's per cent; the other kind of price follows by the rate (R24). */
function priceOf(row: Row, { priceKind, currency }: Terms): Decimal | null {
  const { percent } = vatRateOf(row.rate)!;
  const listed = row.listCurrency === currency;
  if (listed && row.listPrice !== null) return unitPriceOf(row.listKind!, plain(row.listPrice), percent)[priceKind];
  if (row.currency !== currency || row.netPrice === null) return null;
  const own = { net: plain(row.netPrice), gross: plain(row.grossPrice!) };
  if (!listed || row.percentOff === null) return own[priceKind];
  return unitPriceOf(row.priceKind, lowered(own[row.priceKind], plain(row.percentOff)), percent)[priceKind];
}

/** As it was typed, without the noughts that the column adds. */
function plain(text: string): Decimal {
  return new Decimal(text);
}
