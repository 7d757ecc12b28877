import { Injectable, NotFoundException } from '@nestjs/common';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import { changedMeanwhile, merged } from '../../web/merging';
import { say } from '../../web/say';
import { Person } from '../person';
import { Colleague, type ColleagueRow, SIDES } from './colleague';
import { Identities } from './identities.service';
import { Memberships } from './memberships.service';
import { type AccessInput, ColleagueInput, memberOf, type PersonInput } from './person.input';
import { PersonHistory } from './person-history.service';

const COLLEAGUES = `select u.id, u.name, u.login, u.email, u.left_at,
    c.role crm_role, c.level crm_level, i.role invoicing_role, i.level invoicing_level,
    coalesce((select json_agg(json_build_object('id', d.id, 'name', d.name) order by d.name)
      from department_members m join departments d on d.account_id = m.account_id and d.id = m.department_id
      where m.account_id = u.account_id and m.user_id = u.id and m.ended_at is null), '[]') departments
  from users u
  left join memberships c on c.account_id = u.account_id and c.user_id = u.id and c.side = 'crm' and c.ended_at is null
  left join memberships i on i.account_id = u.account_id and i.user_id = u.id and i.side = 'invoicing' and i.ended_at is null`;

/** The people of the account: who they are, what they may, and since when no longer (R65-R70, R113). */
@Injectable()
export class People {
  constructor(
    private readonly database: Database,
    private readonly memberships: Memberships,
    private readonly identities: Identities,
    private readonly history: PersonHistory,
  ) {}

  /** Everybody, those who left last. */
  async all(): Promise<Colleague[]> {
    const rows = await this.database.query<ColleagueRow[]>(`${COLLEAGUES} order by u.left_at is not null, u.name, u.id`);
    return rows.map((row) => new Colleague(row));
  }

  /** @throws NotFoundException when nobody of the account has this id */
  async find(id: number): Promise<Colleague> {
    const [row] = await this.database.query<ColleagueRow[]>(`${COLLEAGUES} where u.id = $1`, [id]);
    if (!row) throw new NotFoundException();
    return new Colleague(row);
  }

  /** Departments that may be ticked: those not archived, the main one first. */
  departments(): Promise<{ id: number; name: string }[]> {
    return this.database.query('select id, name from departments where archived_at is null order by main desc, name');
  }

  /**
   * Makes a person, or adds access to the one whose login and e-mail these both are (R65). Adding never takes access away.
   * @throws BrokenRule when login or e-mail is somebody else's (R113), the password is short, or there is no side
   */
  async add(input: PersonInput): Promise<number> {
    this.refuseWithoutSide(input);
    await this.lockPeople();
    const user = (await this.identities.sameAs(input)) ?? (await this.identities.make(input));
    const colleague = await this.find(user);
    for (const side of SIDES) {
      await this.memberships.change(user, side, colleague[side], memberOf(input, side) ?? colleague[side]);
    }
    const ticked = new Set([...(await this.openDepartmentsOf(colleague)), ...input.departments]);
    await this.memberships.assign(user, [...ticked]);
    await this.memberships.refuseWithoutOwner();
    return user;
  }

  /**
   * Changes who a person is and what they may, together with what others saved since the form was opened (R117).
   * @throws BrokenRule when login or e-mail is somebody else's, no side or no owner would be left, or who asks may not decide it; InvalidInput
   *   when somebody else changed the same field
   */
  async change(id: number, typed: ColleagueInput) {
    await this.lockPeople();
    const colleague = await this.find(id);
    const input = await this.together(colleague, typed);
    this.refuseWithoutSide(input);
    await this.identities.change(colleague, input);
    for (const side of SIDES) await this.memberships.change(id, side, colleague[side], memberOf(input, side));
    await this.memberships.assign(id, input.departments);
    await this.memberships.refuseWithoutOwner();
  }

  /** How the form of a person stands: what the input would hold if nothing were changed. */
  async formOf(colleague: Colleague) {
    const { name, login, email, crm, invoicing } = colleague;
    return {
      ...{ name, login, email },
      crmRole: crm?.role ?? null,
      crmLevel: crm?.level ?? 'own',
      invoicingRole: invoicing?.role ?? null,
      invoicingLevel: invoicing?.level ?? 'own',
      departments: ordered(await this.openDepartmentsOf(colleague)),
    };
  }

  /** Sets a new password, which ends all sessions of the person. @throws BrokenRule */
  async setPassword(id: number, password: string | null): Promise<Colleague> {
    const colleague = await this.find(id);
    await this.identities.setPassword(colleague, password);
    return colleague;
  }

  /** The person leaves: no session of theirs goes on, and nothing they did is lost. */
  async leave(id: number): Promise<Colleague> {
    await this.lockPeople();
    const colleague = await this.find(id);
    this.memberships.refuseUnlessAdministered(colleague);
    await this.database.query('update users set left_at = now(), version = version + 1 where id = $1 and left_at is null', [id]);
    await this.memberships.refuseWithoutOwner();
    await this.database.query('select end_sessions_of($1)', [id]);
    return colleague;
  }

  /** The person who left is back, with the access they had. */
  async comeBack(id: number): Promise<Colleague> {
    await this.lockPeople();
    const colleague = await this.find(id);
    this.memberships.refuseUnlessAdministered(colleague);
    await this.database.query('update users set left_at = null, version = version + 1 where id = $1 and left_at is not null', [
      id,
    ]);
    return colleague;
  }

  private async together(colleague: Colleague, typed: ColleagueInput): Promise<ColleagueInput> {
    const mine = Object.assign(new ColleagueInput(), typed, { departments: ordered(typed.departments) });
    const { input, conflicts } = merged(mine, typed.opened, (await this.formOf(colleague)) as Partial<ColleagueInput>);
    if (!conflicts.length) return input;
    const [last] = await this.history.of(colleague.id, Person.current.language);
    throw changedMeanwhile(conflicts, typed.opened, last?.who ?? '?', this.inWords(colleague, conflicts));
  }

  /** What others chose meanwhile, as the form calls it. */
  private inWords({ departments }: Colleague, conflicts: { field: string; theirs: string }[]) {
    const word = ({ field, theirs }: { field: string; theirs: string }) => {
      if (field === 'departments') return departments.map(({ name }) => name).join(', ');
      const group = field.endsWith('Role') ? 'role' : field.endsWith('Level') ? 'level' : null;
      return group && theirs ? say(`people.${group}.${theirs}`) : theirs;
    };
    return Object.fromEntries(conflicts.map((conflict) => [conflict.field, word(conflict)]));
  }

  private refuseWithoutSide(input: AccessInput) {
    if (!input.crmRole && !input.invoicingRole) throw new BrokenRule('side_needed', {}, 'crmRole');
  }

  /** One change of people at a time: two could otherwise each take the other owner away, or give one login twice. */
  private lockPeople() {
    return this.database.query('select id from accounts where id = $1 for update', [Person.current.account]);
  }

  private async openDepartmentsOf({ departments }: Colleague) {
    const open = await this.departments();
    return departments.map(({ id }) => id).filter((id) => open.some((department) => department.id === id));
  }
}

function ordered(ids: number[]) {
  return [...ids].sort((a, b) => a - b);
}
