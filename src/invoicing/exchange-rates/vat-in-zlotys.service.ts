import { Injectable } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import { writtenDay } from '../../web/formats';
import { kindOfDocument } from '../kinds';
import { dayOfRate } from './day-of-rate';
import { ExchangeRates } from './exchange-rates.service';

/** What a document says that decides its rate. */
interface Taxed {
  kind: string;
  currency: string;
  issueOn: string;
  soldOn: string | null;
  from: number | null;
  corrects: string | null;
  correctedIssueOn: string | null;
  polish: boolean;
  taxed: boolean;
  typed: string | null;
}

/** A rate as a document says it; one typed by hand has no table. */
interface Told {
  rate: string;
  table: string | null;
  on: string | null;
}

/** VAT of documents in other currencies is said in zlotys too, by the rate that the law names (art. 31a, 106e(11); R100). */
@Injectable()
export class VatInZlotys {
  constructor(
    private readonly database: Database,
    private readonly rates: ExchangeRates,
  ) {}

  /**
   * Writes on a document that is issued, or was and is edited, the rate with its table and day, and by rate VAT in zlotys; a rate typed by hand
   * stays. Documents in zlotys, without VAT, or of sellers elsewhere are left alone.
   * @throws BrokenRule when the rate is not known here, so that it has to be typed
   */
  async tell(id: number, currency: string) {
    if (currency === 'PLN') return;
    const document = await this.taxed(id);
    const { showsVat, sale, bought } = kindOfDocument(document.kind, document.corrects);
    if (!document.taxed || !document.polish || !showsVat || !(sale || bought)) return;
    const { rate, table, on } = await this.rateOf(document);
    await this.database.query(
      `with told as (update invoices set exchange_rate = $2, exchange_table = $3, exchange_on = $4 where id = $1)
        update invoice_taxes set vat_pln = round(vat * $2::numeric, 2) where invoice_id = $1`,
      [id, rate, table, on],
    );
  }

  private async rateOf({ typed, kind, from, currency, issueOn, correctedIssueOn, soldOn }: Taxed): Promise<Told> {
    if (typed !== null) return { rate: typed, table: null, on: null };
    const original = kind === 'correction' && (await this.saidOn(from!));
    if (original) return original;
    const day = dayOfRate({ issueOn: correctedIssueOn ?? issueOn, soldOn });
    const found = await this.rates.before(currency, day);
    if (typeof found === 'string') {
      const says = { currency, day: writtenDay(day, Person.current.language) };
      throw new BrokenRule(`exchange_rate_${found}`, says, 'exchangeRate');
    }
    return { rate: found.mid.toFixed(), table: found.table, on: found.on };
  }

  /** A correction goes by the rate of what it corrects; seen by the person or not. */
  private async saidOn(id: number): Promise<Told | undefined> {
    const [said] = await this.database.asAccount(() =>
      this.database.query<Told[]>(
        `select exchange_rate rate, exchange_table "table", exchange_on::text "on" from invoices where id = $1 and exchange_rate is not null`,
        [id],
      ),
    );
    return said;
  }

  private async taxed(id: number): Promise<Taxed> {
    const [document] = await this.database.query<Taxed[]>(
      `select kind, currency, issue_on::text "issueOn", sold_on::text "soldOn", from_invoice_id "from", corrects_kind corrects,
         corrected_issue_on::text "correctedIssueOn", coalesce(seller_country, 'PL') = 'PL' polish,
         exists (select from invoice_taxes t where t.invoice_id = i.id and t.vat <> 0) taxed,
         case when exchange_table is null then exchange_rate end typed
       from invoices i where id = $1`,
      [id],
    );
    return document;
  }
}
