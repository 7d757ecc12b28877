import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type Repository, type SelectQueryBuilder } from 'typeorm';
import { Invoice, type InvoiceState } from './invoice.entity';

/** What a list of documents is narrowed to; `after` and `before` are keys of a row: its day and id, as '2026-11-24.1005'. */
export interface InvoiceFilter {
  kind?: string;
  state?: string;
  client?: number;
  words?: string;
  after?: string;
  before?: string;
}

/** One page of a list, newest first, with the keys of the pages beside it. */
export interface InvoicePage {
  invoices: Invoice[];
  older: string | null;
  newer: string | null;
}

export const LISTED_STATES: readonly InvoiceState[] = ['draft', 'issued', 'cancelled', 'deleted'];
const STATES: Record<InvoiceState, string> = {
  draft: 'i.issuedAt is null and i.deletedAt is null',
  issued: 'i.issuedAt is not null and i.cancelledAt is null and i.deletedAt is null',
  cancelled: 'i.cancelledAt is not null and i.deletedAt is null',
  deleted: 'i.deletedAt is not null and i.issuedAt is not null',
};
const PAGE = 50;
const MOST_FOUND = 1000;
const KEY = /^(\d{4}-\d\d-\d\d)\.(\d{1,15})$/;

/** Lists documents by key, so that the thousandth page costs what the first does. */
@Injectable()
export class InvoiceListService {
  constructor(@InjectRepository(Invoice) private readonly invoices: Repository<Invoice>) {}

  async list(filter: InvoiceFilter): Promise<InvoicePage> {
    const backwards = KEY.test(filter.before ?? '');
    const query = this.narrowed(filter);
    const key = KEY.exec((backwards ? filter.before : filter.after) ?? '');
    if (key) query.andWhere(`(i.issueOn, i.id) ${backwards ? '>' : '<'} (:on, :id)`, { on: key[1], id: Number(key[2]) });
    const direction = backwards ? 'ASC' : 'DESC';
    const found = await query
      .orderBy('i.issueOn', direction)
      .addOrderBy('i.id', direction)
      .take(PAGE + 1)
      .getMany();
    const more = found.length > PAGE;
    const invoices = backwards ? found.slice(0, PAGE).reverse() : found.slice(0, PAGE);
    return {
      invoices,
      older: (backwards || more) && invoices.length ? keyOf(invoices.at(-1)!) : null,
      newer: (backwards ? more : key) && invoices.length ? keyOf(invoices[0]) : null,
    };
  }

  private narrowed({ kind, state, client, words }: InvoiceFilter): SelectQueryBuilder<Invoice> {
    const query = this.invoices.createQueryBuilder('i').where(STATES[state as InvoiceState] ?? 'i.deletedAt is null');
    if (kind) query.andWhere('i.kind = :kind', { kind });
    if (client) query.andWhere('i.clientId = :client', { client });
    if (words) query.andWhere(`i.id in (select search_invoices(:words, ${MOST_FOUND}))`, { words });
    return query;
  }
}

function keyOf(invoice: Invoice) {
  return `${invoice.issueOn}.${invoice.id}`;
}
