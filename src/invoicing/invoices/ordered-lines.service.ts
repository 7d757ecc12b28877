import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import { decimal, ZERO } from '../../money/decimal';
import { totals } from '../vat/totals';
import { Invoice } from './invoice.entity';
import type { InvoiceLine } from './invoice-line.entity';

/** One line of what was agreed: decimals as text, the price of a unit gross. */
export interface OrderedLine {
  name: string;
  unit: string | null;
  quantity: string;
  price: string;
  rate: string;
}

/** What an advance on deals is paid for, as it was agreed when it was issued: it has to say so (art. 106f(1)(4)). */
@Injectable()
export class OrderedLines {
  constructor(private readonly database: Database) {}

  /** Writes it on an advance that is being issued; a second time changes nothing. */
  async write(invoice: number, lines: OrderedLine[]) {
    await this.database.query(
      `insert into ordered_lines (invoice_id, position, name, unit, quantity, gross_price, vat_rate)
         select $1, l.place, l.name, l.unit, l.quantity, l.price, l.rate
         from rows from (jsonb_to_recordset($2) as (name text, unit text, quantity numeric, price numeric, rate text)) with ordinality
           l (name, unit, quantity, price, rate, place) on conflict do nothing`,
      [invoice, JSON.stringify(lines)],
    );
  }

  /** As the order it is, though it never was a document; null of an advance that was not issued on deals. */
  async of({ id, currency }: Invoice): Promise<Invoice | null> {
    const lines = await this.database.query<OrderedLine[]>(
      'select name, unit, quantity::text, gross_price::text price, vat_rate rate from ordered_lines where invoice_id = $1 order by position',
      [id],
    );
    return lines.length ? orderOf(lines, currency) : null;
  }
}

/** Deals are agreed in gross prices, so VAT is taken out of what each rate comes to (R24). */
function orderOf(ordered: OrderedLine[], currency: string): Invoice {
  const typed = ordered.map(({ quantity, price, ...line }) => ({ ...line, quantity: decimal(quantity), price: decimal(price) }));
  const { lines } = totals(typed, 'gross_sum');
  return Object.assign(new Invoice(), {
    ...{ kind: 'estimate', number: null, currency, method: 'gross_sum', discountKind: 'percent_total' },
    lines: typed.map(({ name, unit, quantity, price, rate }, place) => ({
      ...{ position: place + 1, before: false, name, unit, quantity, price, vatRate: rate, discount: ZERO, ...lines[place] },
      ...{ description: null, code: null, classification: null, gtu: null, annex15: false, productId: null, dealId: null },
    })) as InvoiceLine[],
  });
}
