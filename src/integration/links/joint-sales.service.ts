import { Injectable } from '@nestjs/common';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';

/** A deal as a document sees it that is to be made from it. */
export interface SoldDeal {
  id: number;
  name: string;
  clientId: number | null;
  /** Who buys: the client's payer, or the client (R25). */
  payerId: number | null;
  departmentId: number | null;
  /** Of what its documents count, or of the agreed value while none counts. */
  currency: string;
  /** Whether documents count in it, so that others must be in their currency (R38). */
  counts: boolean;
  deleted: boolean;
}

/** Which deals may stand on one document (R27). */
@Injectable()
export class JointSales {
  constructor(private readonly database: Database) {}

  /** Deals in the order of the ids, without those the person may not see. */
  async dealsOf(ids: number[]): Promise<SoldDeal[]> {
    if (!ids.length) return [];
    return this.database.query(
      `select d.id, d.name, d.client_id "clientId", coalesce(payer_of(d.client_id), d.client_id) "payerId", d.department_id "departmentId",
         coalesce(d.mirrored_currency, d.currency) currency, d.counted_gross is not null counts, d.deleted_at is not null deleted
       from deals d join unnest($1::bigint[]) with ordinality asked (id, place) on asked.id = d.id order by asked.place`,
      [ids],
    );
  }

  /** @throws BrokenRule with the reason why these cannot share a document: payers, currencies, or sellers differ */
  async check(deals: SoldDeal[]) {
    const differ = (values: (number | string | null)[]) => new Set(values.filter((value) => value !== null)).size > 1;
    if (differ(deals.map(({ payerId }) => payerId))) throw new BrokenRule('deals_of_different_payers');
    if (differ(deals.map(({ currency }) => currency))) throw new BrokenRule('deals_in_different_currencies');
    const departments = [...new Set(deals.flatMap(({ departmentId }) => departmentId ?? []))];
    if (departments.length > 1 && (await this.countSellers(departments)) > 1) throw new BrokenRule('deals_of_different_sellers');
  }

  private async countSellers(departments: number[]): Promise<number> {
    const [{ count }] = await this.database.query<{ count: number }[]>(
      `select count(distinct (seller_name, coalesce(tax_country || tax_no, '')))::integer count from departments where id = any ($1)`,
      [departments],
    );
    return count;
  }
}
