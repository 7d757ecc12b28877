import { Injectable } from '@nestjs/common';
import { BrokenRule } from '../../broken-rule';
import { DealsService } from '../../crm/deals/deals.service';
import { DerivedDeals } from '../../crm/deals/derived-deals.service';
import { Database } from '../../database/database';
import { Decimal } from '../../money/decimal';

interface Sum {
  deal: number;
  gross: string | null;
  name: string | null;
  from: number | null;
  currency: string | null;
  currencies: number;
}

/** Makes deals show what the documents that count say (R35, R37, R38). */
@Injectable()
export class Mirrors {
  constructor(
    private readonly database: Database,
    private readonly deals: DealsService,
    private readonly derived: DerivedDeals,
  ) {}

  /**
   * Reckons the deals anew; as the account, and with the deals locked before their links were written.
   * @param by the document that caused it
   * @throws BrokenRule when a deal's documents are in different currencies
   */
  async refresh(deals: number[], by: number | null) {
    const sums = await this.database.query<Sum[]>(
      `select d.id deal, l.gross::text, l.name, l."from", l.currency, coalesce(l.currencies, 0)::integer currencies
       from unnest($1::bigint[]) d (id) left join (
         select l.deal_id, sum(l.counted) gross, (array_agg(l.first_line order by i.issue_on, i.id))[1] name,
           (array_agg(i.id order by i.issue_on, i.id))[1] "from", min(l.currency) currency, count(distinct l.currency) currencies
         from deal_documents l join invoices i on i.id = l.invoice_id
         where l.deal_id = any ($1) and l.counts and not l.replaced and l.removed_at is null and i.cancelled_at is null and i.deleted_at is null
         group by l.deal_id) l on l.deal_id = d.id`,
      [deals],
    );
    if (sums.some(({ currencies }) => currencies > 1)) throw new BrokenRule('deal_in_other_currency', {}, 'currency');
    await this.derived.mirror(
      sums.map(({ deal, name, gross, currency, from }) => ({
        deal,
        name,
        gross: gross === null ? null : new Decimal(gross),
        currency,
        from,
        by,
      })),
    );
  }

  /** All deals that have documents; after the integration was off (R129). */
  async refreshAll() {
    await this.database.asAccount(async () => {
      const rows = await this.database.query<{ id: number }[]>('select distinct deal_id id from deal_documents');
      const ids = rows.map(({ id }) => id);
      if (!ids.length) return;
      await this.deals.lockMany(ids);
      await this.refresh(ids, null);
    });
  }
}
