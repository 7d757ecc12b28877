import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { addDays, today } from '../../clock';
import { Database } from '../../database/database';
import { Jobs } from '../../jobs/jobs.service';
import { SETTINGS, type Settings } from '../../settings';
import { FETCH_RATES_BEFORE } from './exchange-rates.service';
import { askNbp, MOST_DAYS } from './nbp';

/** Within so many days there always was a table, so that an answer without one is none. */
const LONGEST_GAP = 14;

/** Fetches NBP's tables A: each hour those that are missing of the last weeks, and of older days when a document asks (R100). */
@Injectable()
export class FetchExchangeRates implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onModuleInit() {
    if (!this.settings.nbpUrl) return;
    this.jobs.handle<{ day: string }>(FETCH_RATES_BEFORE, ({ day }) => this.fetch(addDays(day, -1), addDays(day, -1)));
    this.jobs.clock('FetchLatestExchangeRates', '20 * * * *', () => this.fetchLatest(), { atStart: true });
  }

  private async fetchLatest() {
    const last = today('Europe/Warsaw');
    const [{ missing }] = await this.database.outside<{ missing: string | null }>(
      `select min(d)::date::text as missing from generate_series($1::date, $2::date, interval '1 day') d
        where extract(isodow from d) < 6 and not exists (select from exchange_tables where day = d::date)`,
      [addDays(last, 1 - MOST_DAYS), last],
    );
    if (missing) await this.fetch(missing, last);
  }

  /** Asks at least about the two weeks before; also keeps that a day had no table, once it is over. */
  private async fetch(missing: string, last: string) {
    const now = today('Europe/Warsaw');
    const to = last < now ? last : now;
    const [from] = [missing, addDays(to, -LONGEST_GAP)].sort();
    const tables = await askNbp(this.settings.nbpUrl!, from, to);
    if (!tables.length) throw new Error(`NBP had no table from ${from} to ${to}`);
    const days = Array.from({ length: MOST_DAYS }, (_, index) => addDays(from, index)).filter((day) => day <= to && day < now);
    const none = days
      .filter((day) => !tables.some((table) => table.day === day))
      .map((day) => ({ day, number: null, rates: [] }));
    await this.database.outside('select keep_exchange_tables($1)', [JSON.stringify([...tables, ...none])]);
  }
}
