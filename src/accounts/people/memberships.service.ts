import { Injectable } from '@nestjs/common';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import { type Member, Person, type SideName } from '../person';
import { type Colleague, SIDES } from './colleague';

/** Gives, changes and ends what people may on either side, and which departments they belong to (R66, R70, R75). */
@Injectable()
export class Memberships {
  constructor(private readonly database: Database) {}

  /**
   * Makes this the person's membership on the side; without one ends it.
   * @throws BrokenRule when the side is not administered by who asks, or would make an owner though who asks is none, or would end the
   *   ownership of somebody else: owners give it up themselves
   */
  async change(user: number, side: SideName, before: Member | undefined, after: Member | undefined) {
    if (before?.role === after?.role && before?.level === after?.level) return;
    this.refuseOthersSides(side, before, after);
    if (before?.role === 'owner' && after?.role !== 'owner' && user !== Person.current.user)
      throw new BrokenRule('owner_gives_up', { side }, `${side}Role`);
    if (!after) await this.end(user, side);
    else if (before) await this.update(user, side, after);
    else await this.give(user, side, after);
  }

  /** @throws BrokenRule when who asks may not let this person go, or bring them back */
  refuseUnlessAdministered(colleague: Colleague) {
    for (const side of SIDES) if (colleague[side]) this.refuseOthersSides(side, colleague[side]);
  }

  /** @throws BrokenRule when a side would be left without an owner */
  async refuseWithoutOwner() {
    const [ownerless] = await this.database.query<{ side: SideName }[]>(
      `select side from unnest(array['crm', 'invoicing']) side where not exists (
        select from memberships m join users u on u.account_id = m.account_id and u.id = m.user_id
        where m.side = side.side and m.role = 'owner' and m.ended_at is null and u.left_at is null)`,
    );
    if (ownerless) throw new BrokenRule('owner_stays', { side: ownerless.side }, `${ownerless.side}Role`);
  }

  /**
   * Makes these the person's departments; archived ones stay as they were.
   * @throws BrokenRule when one of them is not there to be ticked, or they would change what the person sees on a side that who asks does not
   *   administer (R64, R75)
   */
  async assign(user: number, departments: number[]) {
    await this.refuseOthersScopes(user, departments);
    const [{ known }] = await this.database.query<{ known: number }[]>(
      'select count(*)::int known from departments where id = any ($1) and archived_at is null',
      [departments],
    );
    if (known !== departments.length) throw new BrokenRule('department_gone', {}, 'departments');
    await this.database.query(
      `update department_members m set ended_at = now() from departments d
        where d.account_id = m.account_id and d.id = m.department_id and d.archived_at is null
          and m.user_id = $1 and m.ended_at is null and d.id <> all ($2)`,
      [user, departments],
    );
    await this.database.query(
      `insert into department_members (department_id, user_id) select department, $1::bigint from unnest($2::bigint[]) department
        where not exists (select from department_members m where m.user_id = $1 and m.department_id = department and m.ended_at is null)`,
      [user, departments],
    );
  }

  private refuseOthersSides(side: SideName, ...members: (Member | undefined)[]) {
    const asking = Person.current;
    if (!asking.administers(side)) throw new BrokenRule('side_not_yours', { side }, `${side}Role`);
    const ownership = members.some((member) => member?.role === 'owner');
    if (ownership && asking[side]?.role !== 'owner') throw new BrokenRule('owners_only', { side }, `${side}Role`);
  }

  /** Levels by department see other things when the departments change. */
  private async refuseOthersScopes(user: number, departments: number[]) {
    const sides = await this.database.query<{ side: SideName }[]>(
      `select side from memberships where user_id = $1 and ended_at is null and level in ('departments', 'own_and_unassigned')
        and array(select unnest($2::bigint[]) order by 1) <> array(select m.department_id from department_members m
          join departments d on d.id = m.department_id where m.user_id = $1 and m.ended_at is null and d.archived_at is null order by 1)`,
      [user, departments],
    );
    const other = sides.find(({ side }) => !Person.current.administers(side));
    if (other) throw new BrokenRule('side_not_yours', { side: other.side }, 'departments');
  }

  private give(user: number, side: SideName, { role, level }: Member) {
    const sql = 'insert into memberships (user_id, side, role, level) values ($1, $2, $3, $4)';
    return this.database.query(sql, [user, side, role, level]);
  }

  private update(user: number, side: SideName, { role, level }: Member) {
    return this.database.query(
      `update memberships set role = $3, level = $4, version = version + 1 where user_id = $1 and side = $2 and ended_at is null`,
      [user, side, role, level],
    );
  }

  private end(user: number, side: SideName) {
    return this.database.query(
      `update memberships set ended_at = now(), version = version + 1 where user_id = $1 and side = $2 and ended_at is null`,
      [user, side],
    );
  }
}
