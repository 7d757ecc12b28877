import { Injectable } from '@nestjs/common';
import { today } from '../../clock';
import { Database } from '../../database/database';
import { FAMILIES } from '../kinds';
import { type NumberingDepartment, NumberPatterns, type TypedPattern, withTyped } from './number-patterns.service';
import { aroundCounter, isPatternError, parsePattern, periodOf } from './pattern';

/** How a family is numbered today, for the account or for a department. */
export interface FamilyNumbering {
  family: string;
  /** The pattern set here; null where what holds otherwise is followed. */
  own: string | null;
  /** What holds without a pattern set here. */
  otherwise: string;
  /** The next number of each seller, in the order of departments. */
  next: { seller: string; number: string }[];
}

const LONGEST_TYPED_RUN = 1000;

/** Tells how documents are numbered now, and which number comes next (R96). */
@Injectable()
export class NumberingPreview {
  constructor(
    private readonly database: Database,
    private readonly patterns: NumberPatterns,
  ) {}

  /**
   * Each family as it stands for this department, or for all departments that have no pattern of their own.
   * @param typed patterns that fit, as if they were saved already
   */
  async of(department: NumberingDepartment | null, typed: TypedPattern[] = []): Promise<FamilyNumbering[]> {
    const [saved, departments] = await Promise.all([this.patterns.stored(), this.patterns.departments()]);
    const stored = withTyped(saved, department?.id ?? null, typed);
    const set = (family: string, id: number | null) =>
      stored.find((one) => one.family === family && one.departmentId === id)?.pattern ?? null;
    const rows = [...FAMILIES].map(([family, byDefault]) => {
      const otherwise = (department && set(family, null)) ?? byDefault;
      const own = set(family, department?.id ?? null);
      const sharing = department ? [department] : departments.filter(({ id, archived }) => !archived && !set(family, id));
      return { family, own, otherwise, series: own && department ? department.id : 0, sellers: once(sharing) };
    });
    const next = await this.next(
      rows.flatMap(({ family, own, otherwise, series, sellers }) =>
        sellers.map(({ taxNo }) => ({ family, pattern: own ?? otherwise, department: series, seller: taxNo })),
      ),
    );
    let at = 0;
    return rows.map(({ family, own, otherwise, sellers }) => ({
      family,
      own,
      otherwise,
      next: sellers.map(({ sellerName }) => ({ seller: sellerName, number: next[at++] })),
    }));
  }

  /** The number that each series would give today. */
  private async next(series: { family: string; pattern: string; department: number; seller: string }[]): Promise<string[]> {
    const day = today();
    const asked = series.map((one, place) => {
      const pattern = parsePattern(one.pattern);
      if (isPatternError(pattern)) throw new Error(`The stored pattern of ${one.family} numbers nothing: ${pattern}`);
      const [before, after] = aroundCounter(pattern, day);
      return { ...one, place, period: periodOf(pattern, day), before, after };
    });
    const numbers = await this.database.query<{ number: string }[]>(
      `select w.before || (select n from generate_series(coalesce(c.last, 0) + 1, coalesce(c.last, 0) + ${LONGEST_TYPED_RUN}) n
            where not number_is_given(w.seller, w.family, w.before || n || w.after) limit 1) || w.after as number
        from jsonb_to_recordset($1) w (place integer, seller text, department bigint, family text, pattern text, period text,
            before text, after text)
          left join number_counters c on c.seller_tax_no = w.seller and c.department_id = w.department and c.family = w.family
            and c.pattern = w.pattern and c.period = w.period
        order by w.place`,
      [JSON.stringify(asked)],
    );
    return numbers.map(({ number }) => number);
  }
}

/** Of departments with one tax number the first, for they share a series. */
function once(departments: NumberingDepartment[]) {
  return departments.filter(({ taxNo }, at) => departments.findIndex((other) => other.taxNo === taxNo) === at);
}
