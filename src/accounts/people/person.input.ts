import { Email, Ids, LongText, OneOf, Text } from '../../web/input';
import type { Level, Member, Role, SideName } from '../person';

/** Levels of access (R72), the narrowest first. */
export const LEVELS = ['own', 'own_and_unassigned', 'departments', 'all'] as const satisfies readonly Level[];
/** The roles of each side; an accountant only keeps books (R68, R75). */
export const ROLES = {
  crm: ['user', 'administrator', 'owner'],
  invoicing: ['user', 'accountant', 'administrator', 'owner'],
} as const satisfies Record<SideName, readonly Role[]>;

/** What a person may on either side, and where: one form for both (R70). No role is no access. */
export class AccessInput {
  @OneOf(ROLES.crm) crmRole: Role | null;
  @OneOf(LEVELS) crmLevel: Level | null;
  @OneOf(ROLES.invoicing) invoicingRole: Role | null;
  @OneOf(LEVELS) invoicingLevel: Level | null;
  /** No tick sends nothing at all. */
  @Ids() departments: number[] = [];
}

/** A new person, or access for one who is there already: then login and e-mail are theirs and no password is needed (R65, R113). */
export class PersonInput extends AccessInput {
  @Text({ max: 200, required: true }) name: string;
  @Text({ max: 100, required: true }) login: string;
  @Email({ required: true }) email: string;
  @Text({ max: 200 }) password: string | null;
}

/** Who a person is (R113). */
export interface IdentityInput {
  name: string;
  login: string;
  email: string;
}

/** Everything about a person that administrators decide, in one form (R70, R113). */
export class ColleagueInput extends AccessInput implements IdentityInput {
  @Text({ max: 200, required: true }) name: string;
  @Text({ max: 100, required: true }) login: string;
  @Email({ required: true }) email: string;
  /** How the person stood when the form was opened (R117). */
  @LongText({ max: 50_000 }) opened: string | null = null;
}

/** A new password, set by an administrator. */
export class PasswordInput {
  @Text({ max: 200, required: true }) password: string | null;
}

/** The membership that a form gives on a side; undefined for none. Only users have levels, and the narrowest one unless told. */
export function memberOf(input: AccessInput, side: SideName): Member | undefined {
  const role = input[`${side}Role`];
  if (!role) return;
  return { role, level: role === 'user' ? (input[`${side}Level`] ?? 'own') : 'all' };
}
