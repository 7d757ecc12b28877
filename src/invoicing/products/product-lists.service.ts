import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import { Decimal } from '../../money/decimal';
import type { PriceKind } from '../vat/totals';

/** A product on a list. */
export interface ListedProduct {
  id: number;
  name: string;
  code: string | null;
  unit: string | null;
  netPrice: Decimal | null;
  grossPrice: Decimal | null;
  vatRate: string;
  currency: string;
  category: string | null;
  archivedAt: Date | null;
}

/** Which products a list shows. */
export interface ProductFilter {
  /** All of these are in the name or code. */
  words: string;
  category: number | null;
  archived: boolean;
}

/** One page of products and the ids that the pages beside it begin after and end before. */
export interface ProductPage {
  products: ListedProduct[];
  next: number | null;
  previous: number | null;
}

/** A document that a product was sold on. */
export interface SoldOn {
  id: number;
  kind: string;
  number: string | null;
  issueOn: string;
  buyer: string | null;
  quantity: Decimal;
  unit: string | null;
  price: Decimal;
  currency: string;
  priceKind: PriceKind;
}

const PAGE = 50;
const SOLD = 10;

/** What is read about many products at once. */
@Injectable()
export class ProductListsService {
  constructor(private readonly database: Database) {}

  /** By name; the page after or before a product, by key, so that a far page costs no count. */
  async page(filter: ProductFilter, { after, before }: { after?: number; before?: number } = {}): Promise<ProductPage> {
    const back = before !== undefined;
    const edge = before ?? after ?? null;
    const rows = await this.rows(filter, edge, back);
    const products = rows.slice(0, PAGE);
    if (back) products.reverse();
    const further = rows.length > PAGE;
    const first = products.at(0)?.id ?? null;
    const last = products.at(-1)?.id ?? null;
    return { products, next: back || further ? last : null, previous: (back ? further : edge !== null) ? first : null };
  }

  /** The latest documents whose lines name it, drafts included: those that the person may see. */
  async soldOn(id: number): Promise<SoldOn[]> {
    const rows = await this.database.query<(Omit<SoldOn, 'quantity' | 'price'> & { quantity: string; price: string })[]>(
      `select i.id, i.kind, i.number, i.issue_on::text as "issueOn", i.buyer_name as buyer, l.quantity, l.unit, l.price,
         trim(i.currency) as currency, case when i.method like 'gross%' then 'gross' else 'net' end as "priceKind"
       from invoice_lines l join invoices i on i.id = l.invoice_id
       where l.product_id = $1 and not l.before and i.deleted_at is null order by i.issue_on desc, i.id desc, l.position limit ${SOLD}`,
      [id],
    );
    return rows.map((row) => ({ ...row, quantity: new Decimal(row.quantity), price: new Decimal(row.price) }));
  }

  private async rows({ words, category, archived }: ProductFilter, edge: number | null, back: boolean): Promise<ListedProduct[]> {
    const rows = await this.database.query<(ListedProduct & { netPrice: string | null; grossPrice: string | null })[]>(
      `select p.id, p.name, p.code, p.unit, p.net_price as "netPrice", p.gross_price as "grossPrice", p.vat_rate as "vatRate",
         trim(p.currency) as currency, c.name as category, p.archived_at as "archivedAt"
       from list_products($1, $2, $3, $4, $5, $6) with ordinality listed (id, place) join products p using (id)
         left join categories c on c.id = p.category_id order by place`,
      [words, category, archived, edge, back, PAGE + 1],
    );
    const priced = (text: string | null) => (text === null ? null : new Decimal(text));
    return rows.map((row) => ({ ...row, netPrice: priced(row.netPrice), grossPrice: priced(row.grossPrice) }));
  }
}
