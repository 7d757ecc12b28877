import { Injectable, NotFoundException } from '@nestjs/common';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import { checkPassword, hashPassword } from '../passwords';
import { Person } from '../person';
import { Colleague, type ColleagueRow, SIDES } from './colleague';
import { Memberships } from './memberships.service';
import { type AccessInput, memberOf, type PersonInput } from './person.input';

/** As long as at sign-up. */

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
    const user = (await this.sameAs(input)) ?? (await this.make(input));
    const colleague = await this.find(user);
    for (const side of SIDES) {
      await this.memberships.change(user, side, colleague[side], memberOf(input, side) ?? colleague[side]);
    }
    const ticked = new Set([...(await this.openDepartmentsOf(colleague)), ...input.departments]);
    await this.memberships.assign(user, [...ticked]);
    await this.memberships.refuseWithoutOwner();
    return user;
  }

  /** @throws BrokenRule when no side or no owner would be left, or who asks may not decide about a side */
  async change(id: number, input: AccessInput) {
    this.refuseWithoutSide(input);
    await this.lockPeople();
    const colleague = await this.find(id);
    for (const side of SIDES) await this.memberships.change(id, side, colleague[side], memberOf(input, side));
    await this.memberships.assign(id, input.departments);
    await this.memberships.refuseWithoutOwner();
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

  private refuseWithoutSide(input: AccessInput) {
    if (!input.crmRole && !input.invoicingRole) throw new BrokenRule('side_needed', {}, 'crmRole');
  }

  /** One change of people at a time: two could otherwise each take the other owner away, or give one login twice. */
  private lockPeople() {
    return this.database.query('select id from accounts where id = $1 for update', [Person.current.account]);
  }

  /** Login and e-mail both equal is the same person; one of them alone is somebody else's. A login may not be another's e-mail either. */
  private async sameAs({ login, email }: PersonInput): Promise<number | undefined> {
    const holders = await this.database.query<{ id: number; name: string; left: boolean; same: boolean; login_taken: boolean }[]>(
      `select id, name, left_at is not null "left", lower(login) = lower($1) and lower(email) = lower($2) same,
          lower($1) in (lower(login), lower(email)) login_taken
        from users where lower(login) in (lower($1), lower($2)) or lower(email) in (lower($1), lower($2))`,
      [login, email],
    );
    const other = holders.find(({ same }) => !same);
    if (other?.login_taken) throw new BrokenRule('login_taken', { name: other.name }, 'login');
    if (other) throw new BrokenRule('email_taken', { name: other.name }, 'email');
    const [self] = holders;
    if (self?.left) throw new BrokenRule('person_left', { name: self.name }, 'login');
    return self?.id;
  }

  private async make({ name, login, email, password }: PersonInput): Promise<number> {
    checkPassword(password);
    const [{ id }] = await this.database.query<{ id: number }[]>(
      'insert into users (name, login, email, password_hash, language) values ($1, $2, $3, $4, $5) returning id',
      [name, login, email, await hashPassword(password!), Person.current.language],
    );
    return id;
  }

  private async openDepartmentsOf({ departments }: Colleague) {
    const open = await this.departments();
    return departments.map(({ id }) => id).filter((id) => open.some((department) => department.id === id));
  }
}
