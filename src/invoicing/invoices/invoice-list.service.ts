import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type Repository, type SelectQueryBuilder } from 'typeorm';
import { Person } from '../../accounts/person';
import { today } from '../../clock';
import { Database } from '../../database/database';
import { type Decimal, decimal } from '../../money/decimal';
import { KINDS } from '../kinds';
import { Invoice } from './invoice.entity';
import type { InvoiceFilter } from './invoice-filters';
import { PAYABLE, STATES } from './listed-states';
import type { Choice } from './parties.service';

export type { InvoiceFilter } from './invoice-filters';

/** One page of a list, newest first, with the keys of the pages beside it. */
export interface InvoicePage {
  invoices: Invoice[];
  older: string | null;
  newer: string | null;
}

/** What the found documents of one currency come to. */
export interface CurrencySum {
  currency: string;
  count: number;
  net: Decimal;
  vat: Decimal;
  gross: Decimal;
  /** What is left to pay of issued ones. */
  left: Decimal;
}

type Sum = 'net' | 'vat' | 'gross' | 'left';

const SALES = KINDS.filter(({ sale }) => sale).map(({ code }) => code);
/** Sales that another sale takes the place of: a receipt with an invoice to it (R42). */
const GIVING_WAY = KINDS.filter(({ givesWay }) => givesWay).map(({ code }) => code);
const PAGE = 50;
/** So many documents are summed up unasked, and so many a search finds. */
export const MOST_SUMMED = 10_000;
/** What a row of a list shows; a document has four times as many columns. */
const SHOWN = [
  ...[
    'i.id',
    'i.kind',
    'i.number',
    'i.issueOn',
    'i.dueOn',
    'i.currency',
    'i.net',
    'i.vat',
    'i.gross',
    'i.buyer.name',
    'i.version',
    'i.correction.kind',
  ],
  ...['i.issuedAt', 'i.cancelledAt', 'i.deletedAt', 'i.mailState', 'i.toPay', 'i.paid'],
];
/** As the indexes on what became of sending are made. */
const MAILS: Record<string, string> = {
  unsent: 'i.mailState is null and i.issuedAt is not null',
  waiting: `i.mailState = 'waiting'`,
  accepted: `i.mailState = 'accepted'`,
  failed: `i.mailState in ('failed', 'unknown', 'bounced')`,
};
const MOST_REMEMBERED = 1000;
/** For so long a list that was too long to be summed up unasked is taken for one. */
const TOO_LONG_FOR_MS = 600_000;
const KEY = /^(\d{4}-\d\d-\d\d)\.(\d{1,15})$/;

/** Lists documents by key, so that the thousandth page costs what the first does, and sums them up. */
@Injectable()
export class InvoiceListService {
  /** When each list, by who asks and what it is narrowed to, was found too long to be summed up unasked. */
  private readonly tooLong = new Map<string, number>();

  constructor(
    @InjectRepository(Invoice) private readonly invoices: Repository<Invoice>,
    private readonly database: Database,
  ) {}

  async list(filter: InvoiceFilter): Promise<InvoicePage> {
    const backwards = KEY.test(filter.before ?? '');
    const query = this.narrowed(filter);
    const key = KEY.exec((backwards ? filter.before : filter.after) ?? '');
    if (key) query.andWhere(`(i.issueOn, i.id) ${backwards ? '>' : '<'} (:on, :id)`, { on: key[1], id: Number(key[2]) });
    const direction = backwards ? 'ASC' : 'DESC';
    const found = await query
      .select(SHOWN)
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

  /**
   * What the documents of a list come to, by currency: issued ones, or drafts when these are asked for; sales, or the kind that is asked for. Of a
   * receipt and the invoice to it only the invoice is summed up as a sale.
   * @param all sums them up however many there are
   * @returns null when there are more than MOST_SUMMED
   */
  async sums(filter: InvoiceFilter, all: boolean): Promise<CurrencySum[] | null> {
    if (filter.state === 'cancelled' || filter.state === 'deleted') return [];
    const { before: _, after: __, ...narrowing } = filter;
    const list = JSON.stringify([Person.current.who, narrowing]);
    if (!all && Date.now() - (this.tooLong.get(list) ?? 0) < TOO_LONG_FOR_MS) return null;
    const query = this.narrowed({ ...filter, state: filter.state ?? 'issued' });
    if (!filter.kind) {
      query.andWhere('i.kind in (:...sales)', { sales: SALES });
      query.andWhere('(i.kind not in (:...givingWay) or not is_continued(i.id))', { givingWay: GIVING_WAY });
    }
    const [found, values] = query
      .select('i.currency', 'currency')
      .addSelect('i.net', 'net')
      .addSelect('i.vat', 'vat')
      .addSelect('i.gross', 'gross')
      .addSelect('case when i.kind in (:...payable) then i.toPay - i.paid else 0 end', 'left')
      .limit(all ? undefined : MOST_SUMMED + 1)
      .getQueryAndParameters();
    const sums = await this.database.query<(Omit<CurrencySum, Sum> & Record<Sum, string>)[]>(
      `select currency::text, count(*) as count, sum(net) as net, sum(vat) as vat, sum(gross) as gross, sum("left") as "left" from (${found}) found
        group by currency order by currency`,
      values,
    );
    if (!all && sums.reduce((count, sum) => count + sum.count, 0) > MOST_SUMMED) {
      if (this.tooLong.size >= MOST_REMEMBERED) this.tooLong.clear();
      this.tooLong.set(list, Date.now());
      return null;
    }
    return sums.map(({ currency, count, net, vat, gross, left }) => ({
      ...{ currency, count },
      ...{ net: decimal(net), vat: decimal(vat), gross: decimal(gross), left: decimal(left) },
    }));
  }

  /** Every department, the main one first: documents of archived ones are there too. */
  departments(): Promise<Choice[]> {
    return this.database.query('select id as value, name as label from departments order by main desc, name');
  }

  private narrowed({ kind, state, from, to, department, client, words, mail }: InvoiceFilter): SelectQueryBuilder<Invoice> {
    const query = this.invoices
      .createQueryBuilder('i')
      .where(state ? STATES[state] : 'i.deletedAt is null', { today: today(), payable: PAYABLE });
    if (kind) query.andWhere('i.kind = :kind', { kind });
    if (mail) query.andWhere(MAILS[mail]);
    if (from) query.andWhere('i.issueOn >= :from', { from });
    if (to) query.andWhere('i.issueOn <= :to', { to });
    if (department) query.andWhere('i.departmentId = :department', { department });
    if (client) query.andWhere('(i.clientId = :client or i.recipientId = :client)', { client });
    const search = state === 'deleted' ? 'search_deleted_invoices' : 'search_invoices';
    if (words) query.andWhere(`i.id in (select ${search}(:words, ${MOST_SUMMED + 1}))`, { words });
    return query;
  }
}

function keyOf(invoice: Invoice) {
  return `${invoice.issueOn}.${invoice.id}`;
}
