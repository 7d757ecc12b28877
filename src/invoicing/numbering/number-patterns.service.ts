import { Injectable, NotFoundException } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import { FAMILIES } from '../kinds';
import type { NumberPatternInput } from './number-patterns.input';
import { type PatternInForce, refuseUnfit } from './pattern-rules';

/** A department as the seller whose documents are numbered. */
export interface NumberingDepartment {
  id: number;
  name: string;
  mark: string | null;
  sellerName: string;
  taxNo: string;
  archived: boolean;
}

/** A pattern that somebody set, for the account or one department. */
export interface StoredPattern {
  id: number;
  departmentId: number | null;
  family: string;
  pattern: string;
}

/** A pattern that stands in a form; null where the family goes back to what holds otherwise. */
export type TypedPattern = Pick<StoredPattern, 'family'> & { pattern: string | null };

/** The patterns by which documents are numbered: the account's, and those of departments that number by themselves (R96). */
@Injectable()
export class NumberPatterns {
  constructor(private readonly database: Database) {}

  /** What was set, by id. */
  stored(): Promise<StoredPattern[]> {
    return this.database.query(
      `select id, department_id as "departmentId", family, pattern from number_patterns where removed_at is null order by id`,
    );
  }

  /** Those who may number, the main one first. */
  departments(): Promise<NumberingDepartment[]> {
    return this.database.query(
      `select id, name, mark, seller_name as "sellerName", coalesce(tax_no, '') as "taxNo", archived_at is not null as archived
        from departments order by main desc, id`,
    );
  }

  /**
   * Sets the patterns of a department, or of the account, and ends those that were emptied. A new pattern begins at 1.
   * @throws BrokenRule at the row's field, NotFoundException for a department that is not there
   */
  async save(departmentId: number | null, rows: NumberPatternInput[]) {
    await this.database.query('select from accounts where id = $1 for no key update', [Person.current.account]);
    const [stored, departments] = await Promise.all([this.stored(), this.departments()]);
    const department = departmentId === null ? null : departments.find(({ id }) => id === departmentId);
    if (department === undefined) throw new NotFoundException();
    const own = new Map(stored.filter((one) => one.departmentId === departmentId).map((one) => [one.family, one]));
    const changed = [...rows.entries()].filter(([at, row]) => isChanged(row, own.get(row.family), at));
    const typed = changed.map(([, row]) => row);
    const after = inForce(withTyped(stored, departmentId, typed), departments);
    for (const [at, { family, pattern }] of changed) {
      refuseAmong(after, family, department, `patterns.${at}.pattern`);
      await this.write(own.get(family), departmentId, family, pattern);
    }
  }

  /** What saving these would be refused for: a family's reason, and nothing where its pattern fits or stays as it is (R96). */
  async refusals(department: NumberingDepartment | null, typed: TypedPattern[]): Promise<Map<string, BrokenRule>> {
    const [stored, departments] = await Promise.all([this.stored(), this.departments()]);
    const after = inForce(withTyped(stored, department?.id ?? null, typed), departments);
    const own = (family: string) => stored.find((one) => one.family === family && one.departmentId === (department?.id ?? null));
    const reasons = new Map<string, BrokenRule>();
    for (const { family, pattern } of typed) {
      if (pattern === (own(family)?.pattern ?? null)) continue;
      const reason = reasonOf(() => refuseAmong(after, family, department));
      if (reason) reasons.set(family, reason);
    }
    return reasons;
  }

  private write(own: StoredPattern | undefined, departmentId: number | null, family: string, pattern: string | null) {
    if (!own)
      return this.database.query('insert into number_patterns (department_id, family, pattern) values ($1, $2, $3)', [
        departmentId,
        family,
        pattern,
      ]);
    if (pattern === null)
      return this.database.query('update number_patterns set removed_at = now(), version = version + 1 where id = $1', [own.id]);
    return this.database.query('update number_patterns set pattern = $2, version = version + 1 where id = $1', [own.id, pattern]);
  }
}

/** All patterns in force: of each family the account's own or its default, and what departments have beside. */
function inForce(stored: StoredPattern[], departments: NumberingDepartment[]): PatternInForce[] {
  const own = stored.map(({ family, pattern, departmentId }) => ({
    family,
    pattern,
    department: departments.find(({ id }) => id === departmentId) ?? null,
  }));
  const defaults = [...FAMILIES].filter(([family]) => !own.some((one) => one.family === family && !one.department));
  return [...own, ...defaults.map(([family, pattern]) => ({ family, pattern, department: null }))];
}

/** The patterns as they would be with those typed for a department, or for the account. */
export function withTyped(stored: StoredPattern[], departmentId: number | null, typed: TypedPattern[]): StoredPattern[] {
  const gone = new Set(typed.map(({ family }) => family));
  const kept = stored.filter((one) => one.departmentId !== departmentId || !gone.has(one.family));
  const set = typed.flatMap(({ family, pattern }) => (pattern === null ? [] : [{ id: 0, departmentId, family, pattern }]));
  return [...kept, ...set];
}

/** @throws BrokenRule when what this family would be numbered by does not fit beside the others */
function refuseAmong(after: PatternInForce[], family: string, department: NumberingDepartment | null, field = '') {
  const of = (one: PatternInForce) => one.family === family && one.department?.id === department?.id;
  const holds = after.find(of);
  if (!holds) return;
  refuseUnfit(
    holds,
    after.filter((one) => !of(one)),
    field,
  );
}

function reasonOf(refuse: () => void): BrokenRule | null {
  try {
    refuse();
    return null;
  } catch (reason) {
    if (reason instanceof BrokenRule) return reason;
    throw reason;
  }
}

/**
 * Whether this row is to be written: a field left as it was opened takes what somebody else saved meanwhile.
 * @throws BrokenRule when both changed it (R117)
 */
function isChanged({ pattern, opened }: NumberPatternInput, own: StoredPattern | undefined, at: number) {
  const current = own?.pattern ?? null;
  if (pattern === current || pattern === opened) return false;
  if (opened !== current) throw new BrokenRule('pattern_changed_meanwhile', { pattern: current ?? '' }, `patterns.${at}.pattern`);
  return true;
}
