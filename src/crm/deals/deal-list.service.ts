import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';

const PAGE = 50;
/** Beyond so many hits nobody counts. */
const COUNTED = 10_000;

/** What a list is narrowed to; before and after are ids: the list goes on below, or above, that deal. */
export interface DealFilters {
  stage: number | null;
  responsible: number | null;
  department: number | null;
  words: string | null;
  /** Whether the list is of the deleted ones (R119); among them nothing is searched for. */
  deleted: '1' | null;
  before: number | null;
  after: number | null;
}

/** A row of the list. Amounts are texts of the database, exact. */
export interface DealRow {
  id: number;
  name: string;
  label: string | null;
  gross: string;
  currency: string;
  client: string | null;
  responsible: string | null;
  stage: string;
  colour: number;
  expectedOn: string | null;
}

/** Deals as a list: newest first, narrowed, page by page by their ids. */
@Injectable()
export class DealList {
  constructor(private readonly database: Database) {}

  /** One page, and the ids from which the pages beside it go on. */
  async page(filters: DealFilters) {
    const { where, values } = conditions(filters);
    const upwards = filters.after !== null;
    const found = await this.database.query<DealRow[]>(
      `select d.id, coalesce(d.mirrored_name, d.name) name, case when d.mirrored_name is not null then d.name end label,
         coalesce(d.counted_gross, d.agreed_gross)::text gross, coalesce(d.mirrored_currency, d.currency) currency, client_name(d.client_id) client, u.name responsible,
         s.name stage, s.colour, d.expected_on::text "expectedOn"
       from deals d join stages s on s.account_id = d.account_id and s.id = d.stage_id
       left join users u on u.account_id = d.account_id and u.id = d.responsible_id
       where ${where} and ($5::bigint is null or d.id < $5) and ($6::bigint is null or d.id > $6)
       order by d.id ${upwards ? 'asc' : 'desc'} limit ${PAGE + 1}`,
      [...values, filters.before, filters.after],
    );
    const more = found.length > PAGE;
    const rows = found.slice(0, PAGE);
    if (upwards) rows.reverse();
    const above = upwards ? more : filters.before !== null;
    const below = upwards || more;
    return { rows, newer: above ? rows.at(0)?.id : undefined, older: below ? rows.at(-1)?.id : undefined };
  }

  /** Number and sums of all hits, per currency; `most` when there are more than are counted. */
  async totals(filters: DealFilters) {
    const { where, values } = conditions(filters);
    const sums = await this.database.query<{ currency: string; count: number; gross: string }[]>(
      `select currency, count(*)::integer count, sum(gross)::text gross from (
         select coalesce(d.mirrored_currency, d.currency) currency, coalesce(d.counted_gross, d.agreed_gross) gross from deals d where ${where} limit ${COUNTED + 1}) hits
       group by currency order by currency`,
      values,
    );
    const count = sums.reduce((all, sum) => all + sum.count, 0);
    return count > COUNTED ? { count: COUNTED, most: true, sums: [] } : { count, most: false, sums };
  }
}

function conditions({ stage, responsible, department, words, deleted }: DealFilters) {
  const where = `d.deleted_at is ${deleted ? 'not null' : 'null'} and ($1::bigint is null or d.stage_id = $1) and ($2::bigint is null or d.responsible_id = $2)
    and ($3::bigint is null or d.department_id = $3)
    and ($4::text is null or d.id in (select search_deals($4, ${COUNTED + 1})))`;
  return { where, values: [stage, responsible, department, deleted ? null : words] };
}
