import { Injectable } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import { FAMILIES } from '../kinds';
import { aroundCounter, formatNumber, isPatternError, type NumberPattern, parsePattern, periodOf, readNumber } from './pattern';

/** What a document's number depends on. */
export interface Numbered {
  id: number;
  family: string;
  departmentId: number;
  issueOn: string;
  seller: { taxNo: string };
}

/** A series: a pattern and whose it is; department 0 is the account's own, shared by all departments. */
interface Series {
  pattern: NumberPattern;
  department: number;
}

const COUNTER = 'seller_tax_no, department_id, family, pattern, period, last';
const ON_CONFLICT = 'on conflict (account_id, seller_tax_no, department_id, family, pattern, period) do update set last';
const NUMBERED = 'issued_at = $6, issued_by = $7, version = invoices.version + 1, updated_at = $6';
/** The last number of the series as it was before others who wait for it now: reckoned from whether the series is there already or not. */
const GIVEN = `coalesce((select last from number_counters
  where seller_tax_no = $2 and department_id = $3 and family = $4 and pattern = $5 and period = $10), 0)`;
/** How many numbers that were typed by hand in a row are passed over. */
const LONGEST_TYPED_RUN = 1000;

/** Gives documents their numbers (R96, R120). */
@Injectable()
export class NumberingService {
  constructor(private readonly database: Database) {}

  /**
   * Issues a document under the next number of its series, or under a typed one, which the series then goes on after. To be called last in its
   * transaction: one statement holds the series' row from here to the commit, and a rollback gives the number back.
   * @throws BrokenRule number_taken, at the field `number`
   */
  async give(document: Numbered, typed: string | null = null): Promise<string> {
    const series = await this.seriesOf(document);
    try {
      return await (typed === null ? this.giveNext(document, series) : this.giveTyped(document, series, typed));
    } catch (error) {
      if (!isTaken(error)) throw error;
      throw new BrokenRule('number_taken', { number: typed ?? '' }, 'number');
    }
  }

  /** Whether two days are numbered alike, so that an issued document may move from one to the other (R125). */
  async sameSeries(document: Numbered, day: string): Promise<boolean> {
    const { pattern } = await this.seriesOf(document);
    const place = (on: string) => periodOf(pattern, on) + formatNumber(pattern, 1, on);
    return place(document.issueOn) === place(day);
  }

  /** The department's own pattern, else the account's, else the family's default. */
  private async seriesOf({ family, departmentId }: Numbered): Promise<Series> {
    const [own] = await this.database.query<{ pattern: string; department: number }[]>(
      `select pattern, coalesce(department_id, 0) as department from number_patterns
        where family = $1 and (department_id = $2 or department_id is null) and removed_at is null
        order by department_id nulls last limit 1`,
      [family, departmentId],
    );
    const pattern = parsePattern(own?.pattern ?? FAMILIES.get(family)!);
    if (isPatternError(pattern)) throw new Error(`The stored pattern of ${family} numbers nothing: ${pattern}`);
    return { pattern, department: own?.department ?? 0 };
  }

  private async giveNext(document: Numbered, { pattern, department }: Series): Promise<string> {
    const [before, after] = aroundCounter(pattern, document.issueOn);
    // A number typed while another pattern was in force may stand in the way: the first free one after the last is given.
    const free = (last: string) => `(select n from generate_series(${last} + 1, ${last} + ${LONGEST_TYPED_RUN}) n
      where not number_is_given($2, $4, $8 || n || $9) limit 1)`;
    const [[{ number }]] = await this.database.query<[{ number: string }[], number]>(
      `with counter as (insert into number_counters as c (${COUNTER}) values ($2, $3, $4, $5, $10, ${free(GIVEN)})
          ${ON_CONFLICT} = ${free('c.last')} returning last)
        update invoices set number = $8 || counter.last || $9, ${NUMBERED} from counter where id = $1 returning number`,
      [...this.whatIsGiven(document, department, pattern), before, after, periodOf(pattern, document.issueOn)],
    );
    return number;
  }

  private async giveTyped(document: Numbered, { pattern, department }: Series, typed: string): Promise<string> {
    const counter = readNumber(pattern, typed, document.issueOn);
    await this.database.query(
      `with counter as (insert into number_counters as c (${COUNTER}) select $2, $3, $4, $5, $10, $9 where $9::integer is not null
          ${ON_CONFLICT} = greatest(c.last, excluded.last))
        update invoices set number = $8, number_typed = true, ${NUMBERED} where id = $1`,
      [...this.whatIsGiven(document, department, pattern), typed, counter, periodOf(pattern, document.issueOn)],
    );
    return typed;
  }

  private whatIsGiven({ id, seller, family }: Numbered, department: number, pattern: NumberPattern) {
    return [id, seller.taxNo, department, family, pattern.text, new Date(), Person.current.user];
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof QueryFailedError && (error.driverError as { constraint?: string }).constraint === 'one_number';
}
