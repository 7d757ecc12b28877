import { Injectable } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { Database } from '../../database/database';
import { COUNTERS, type Counter, NUMBERED_DOCUMENTS, type NumberedDocument, NumberingProof } from './numbering-proof';

/** Series on one page. */
export const SERIES_SHOWN = 25;
/** Typed numbers outside of any pattern on one page. */
const TYPED_SHOWN = 200;

/** What tells a series from others; as an address names it. */
export type SeriesKey = Omit<Counter, 'last'>;

const KEY = '(period, family, seller_tax_no, department_id, pattern)';

/**
 * Proves numbers on pages (R120): of the whole account, also to whoever sees only some documents, for a gap is one only if nobody's document
 * fills it. Documents are read one after another and only what needs words is kept.
 */
@Injectable()
export class NumberProof {
  constructor(private readonly database: Database) {}

  /** So many series, the newest first, each with its documents looked through. */
  async page(after: SeriesKey | null): Promise<{ proof: NumberingProof; next: SeriesKey | null }> {
    const found = await this.database.query<Counter[]>(
      `${COUNTERS} where $1::text is null or ${KEY} < ($1, $2, $3, $4::bigint, $5)
        order by ${KEY.slice(1, -1).replaceAll(',', ' desc,')} desc limit ${SERIES_SHOWN + 1}`,
      after ? valuesOf(after) : [null, null, null, null, null],
    );
    const counters = found.slice(0, SERIES_SHOWN);
    return { proof: await this.prove(counters), next: found.length > SERIES_SHOWN ? counters.at(-1)! : null };
  }

  /** One series; undefined when there is none. */
  async series(key: SeriesKey) {
    const counters = await this.database.query<Counter[]>(
      `${COUNTERS} where ${KEY} = ($1, $2, $3, $4::bigint, $5)`,
      valuesOf(key),
    );
    return (await this.prove(counters)).series.at(0);
  }

  /** Documents whose number was typed and follows no series, the newest first. */
  async typedOutside(): Promise<NumberedDocument[]> {
    const proof = new NumberingProof(await this.database.query<Counter[]>(COUNTERS));
    const sql = `${NUMBERED_DOCUMENTS} where i.number is not null and i.number_typed order by i.id desc`;
    for await (const document of this.documents(sql, [])) {
      proof.see(document);
      if (proof.typedOutside.length >= TYPED_SHOWN) break;
    }
    return proof.typedOutside;
  }

  private async prove(counters: Counter[]): Promise<NumberingProof> {
    const proof = new NumberingProof(counters);
    if (!counters.length) return proof;
    const sql = `${NUMBERED_DOCUMENTS} where i.number is not null and exists (
        select from jsonb_to_recordset($1) s (seller text, family text, period text)
        where s.seller = i.seller_tax_no and s.family = i.family and starts_with(i.issue_on::text, s.period))`;
    const places = counters.map(({ seller, family, period }) => ({ seller, family, period }));
    for await (const document of this.documents(sql, [JSON.stringify(places)])) proof.see(document);
    return proof;
  }

  private documents(sql: string, values: unknown[]) {
    return this.database.rows<NumberedDocument>(sql, values, { ...Person.current.who, invoicing: 'all' });
  }
}

function valuesOf({ period, family, seller, department, pattern }: SeriesKey) {
  return [period, family, seller, department, pattern];
}
