import type { Level, Member, Person, Role, SideName } from '../person';

/** Both sides, in the order in which pages show them. */
export const SIDES = ['crm', 'invoicing'] as const satisfies readonly SideName[];

/** Why somebody cannot switch between the sides; a key below `people.reason.` (R67). */
export type Reason = 'left' | 'no_side' | 'no_crm' | 'no_invoicing';

/** A row of the list of people, as People asks for it. */
export interface ColleagueRow {
  id: number;
  name: string;
  login: string;
  email: string;
  left_at: Date | null;
  crm_role: Role | null;
  crm_level: Level | null;
  invoicing_role: Role | null;
  invoicing_level: Level | null;
  departments: { id: number; name: string }[];
}

/** Somebody of the account as its administrators see them: what they may on either side, and whether they can switch (R67, R70). */
export class Colleague {
  readonly id: number;
  readonly name: string;
  readonly login: string;
  readonly email: string;
  readonly leftAt: Date | null;
  readonly crm?: Member;
  readonly invoicing?: Member;
  readonly departments: { id: number; name: string }[];

  constructor(row: ColleagueRow) {
    this.id = row.id;
    this.name = row.name;
    this.login = row.login;
    this.email = row.email;
    this.leftAt = row.left_at;
    if (row.crm_role && row.crm_level) this.crm = { role: row.crm_role, level: row.crm_level };
    if (row.invoicing_role && row.invoicing_level) this.invoicing = { role: row.invoicing_role, level: row.invoicing_level };
    this.departments = row.departments;
  }

  /** Why they cannot switch; null when they can (R64, R67). */
  get reason(): Reason | null {
    if (this.leftAt) return 'left';
    if (!this.crm && !this.invoicing) return 'no_side';
    if (!this.crm) return 'no_crm';
    return this.invoicing ? null : 'no_invoicing';
  }

  /** Accesses that do not fit together, as a key below `people.warning.`; null when they do (R70). */
  get warning(): 'no_department' | 'levels_differ' | null {
    if (this.leftAt) return null;
    const seesDepartments = SIDES.some((side) => this[side]?.level === 'departments');
    if (seesDepartments && !this.departments.length) return 'no_department';
    return this.crm && this.invoicing && this.crm.level !== this.invoicing.level ? 'levels_differ' : null;
  }

  /**
   * Whether who asks may change name, login, e-mail and password: their own, or those of whom they administer on every side, an owner's as an
   * owner only. Whoever sets a password could sign in with it.
   */
  identityOpenTo(asking: Person): boolean {
    if (asking.user === this.id) return true;
    return SIDES.every((side) => {
      const role = this[side]?.role;
      return !role || (role === 'owner' ? asking[side]?.role === 'owner' : asking.administers(side));
    });
  }
}
