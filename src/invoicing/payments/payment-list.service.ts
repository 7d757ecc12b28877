import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import type { PaymentFilter } from './payment-filters';

const PAGE = 50;
const KEY = /^(\d{4}-\d\d-\d\d)\.(\d{1,15})$/;

/** A document that a payment settles, or settled until it was freed; only one that the person may see. */
export interface SettledDocument {
  id: number;
  kind: string;
  number: string;
  buyer: string | null;
  freed: boolean;
}

/** A row of the list of payments. Amounts are texts of the database, exact. */
export interface PaymentRow {
  id: number;
  amount: string;
  currency: string;
  paidOn: string;
  method: string;
  note: string | null;
  who: string | null;
  documents: SettledDocument[];
}

/** What of a payment lies on a document, as the document's page shows it. */
export interface ShareRow {
  id: number;
  amount: string;
  paidOn: string;
  method: string;
  note: string | null;
  who: string | null;
  createdBy: number | null;
  freed: boolean;
}

/** Lists payments by key, newest first, so that the thousandth page costs what the first does. */
@Injectable()
export class PaymentListService {
  constructor(private readonly database: Database) {}

  /** One page, and the keys of the pages beside it: day and id of a row, '2026-11-24.1005'. */
  async list(filter: PaymentFilter) {
    const backwards = KEY.test(filter.before ?? '');
    const [, on, id] = KEY.exec((backwards ? filter.before : filter.after) ?? '') ?? [];
    const found = await this.database.query<PaymentRow[]>(
      `select p.id, p.amount::text, p.currency::text, p.paid_on::text "paidOn", p.method, p.note, u.name who,
         (select coalesce(json_agg(json_build_object('id', i.id, 'kind', i.kind, 'number', i.number, 'buyer', i.buyer_name,
            'freed', s.freed_at is not null) order by i.id), '[]')
          from payment_shares s join invoices i on i.id = s.invoice_id where s.payment_id = p.id) documents
       from payments p left join users u on u.id = p.created_by
       where p.removed_at is null and ($1::date is null or p.paid_on >= $1) and ($2::date is null or p.paid_on <= $2)
         and ($3::text is null or p.method = $3)
         and ($4::bigint is null or p.id in (select s.payment_id from payment_shares s join invoices i on i.id = s.invoice_id
           where i.client_id = $4 or i.recipient_id = $4))
         and ($5::date is null or (p.paid_on, p.id) ${backwards ? '>' : '<'} ($5, $6::bigint))
       order by p.paid_on ${backwards ? 'asc' : 'desc'}, p.id ${backwards ? 'asc' : 'desc'} limit ${PAGE + 1}`,
      [filter.from ?? null, filter.to ?? null, filter.method ?? null, filter.client ?? null, on ?? null, id ?? null],
    );
    const more = found.length > PAGE;
    const payments = backwards ? found.slice(0, PAGE).reverse() : found.slice(0, PAGE);
    return {
      payments,
      older: (backwards || more) && payments.length ? keyOf(payments.at(-1)!) : null,
      newer: (backwards ? more : on) && payments.length ? keyOf(payments[0]) : null,
    };
  }

  /** Payments that settle a document, and those that it freed when it ended; the newest first. */
  sharesOf(invoice: number): Promise<ShareRow[]> {
    return this.database.query(
      `select p.id, s.amount::text, p.paid_on::text "paidOn", p.method, p.note, u.name who, p.created_by "createdBy", s.freed_at is not null freed
       from payment_shares s join payments p on p.id = s.payment_id left join users u on u.id = p.created_by
       where s.invoice_id = $1 and p.removed_at is null order by p.paid_on desc, p.id desc`,
      [invoice],
    );
  }
}

function keyOf({ paidOn, id }: PaymentRow) {
  return `${paidOn}.${id}`;
}
