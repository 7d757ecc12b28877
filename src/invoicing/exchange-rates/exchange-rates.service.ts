import { Inject, Injectable, Logger } from '@nestjs/common';
import { Database } from '../../database/database';
import { Transaction } from '../../database/transaction';
import { Jobs } from '../../jobs/jobs.service';
import { type Decimal, decimal } from '../../money/decimal';
import { SETTINGS, type Settings } from '../../settings';

/** A rate with where it stands written. */
export interface ExchangeRate {
  /** Zlotys for one unit. */
  mid: Decimal;
  /** '227/A/NBP/2026'. */
  table: string;
  /** The day on which the table came into effect. */
  on: string;
}

/** The job that fetches the rates before a day. */
export const FETCH_RATES_BEFORE = 'FetchExchangeRates';

/** NBP's mid rates, table A, as far as they are known here (R100). */
@Injectable()
export class ExchangeRates {
  private readonly log = new Logger('ExchangeRates');

  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /**
   * The last rate in effect before a day.
   * @returns 'unknown' while a later table might be missing here (it is being fetched), 'unlisted' when table A does not have the currency
   */
  async before(currency: string, day: string): Promise<ExchangeRate | 'unknown' | 'unlisted'> {
    // On Saturdays and Sundays there is no table; of every other day between NBP was asked, and had none.
    const [found] = await this.database.query<{ on: string; table: string; mid: string | null }[]>(
      `select t.day::text as on, t.number as table, r.mid from exchange_tables t
         left join exchange_rates r on r.effective_on = t.day and r.currency = $1
       where t.day = (select max(day) from exchange_tables where number is not null and day < $2)
         and not exists (select from generate_series(t.day + 1, $2::date - 1, interval '1 day') d
           where extract(isodow from d) < 6 and not exists (select from exchange_tables where day = d::date))`,
      [currency, day],
    );
    if (!found) this.fetchSoon(day);
    if (!found) return 'unknown';
    return found.mid === null ? 'unlisted' : { mid: decimal(found.mid), table: found.table, on: found.on };
  }

  /** After this transaction, as it may well be undone for want of the rate. */
  private fetchSoon(day: string) {
    if (!this.settings.nbpUrl) return;
    Transaction.current!.afterwards(() =>
      this.database
        .run({}, () => this.jobs.add(FETCH_RATES_BEFORE, { day }, { key: day }))
        .catch((error: Error) => this.log.error(error.stack)),
    );
  }
}
