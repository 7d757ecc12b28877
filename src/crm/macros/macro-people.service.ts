import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import { say } from '../../web/say';
import type { SubjectIds } from './happening-kinds';
import { MacroLists } from './macro-lists.service';

/** One of those whom a macro can name: 'responsible', 'administrators', 'user:1000' or 'department:1000'. */
export interface Addressee {
  value: string;
  label: string;
}

/** Whoever it is when something happens. */
const ROLES = ['responsible', 'administrators'];

interface Meant {
  id: number;
  name: string;
}

/** Whom macros name: people one by one, all of a department, CRM's administrators, or whoever is responsible. */
@Injectable()
export class MacroPeople {
  constructor(
    private readonly database: Database,
    private readonly lists: MacroLists,
  ) {}

  /** Everybody who can be told something. */
  async addressees(): Promise<Addressee[]> {
    const { people, departments } = await this.lists.of();
    return [
      { value: 'responsible', label: say('macros.people.responsible') },
      { value: 'administrators', label: say('macros.people.administrators') },
      ...people.map(({ value, label }) => ({ value: `user:${value}`, label })),
      ...departments.map(({ value, label }) => ({
        value: `department:${value}`,
        label: say('macros.people.department', { name: label }),
      })),
    ];
  }

  /** Members of CRM, who can be responsible for something. */
  async members(): Promise<Addressee[]> {
    return (await this.lists.of()).people.filter(({ crm }) => crm);
  }

  /** What they are called, those who left too. */
  async namesOf(values: string[]): Promise<string[]> {
    const known = await this.addressees();
    if (values.every((value) => known.some((each) => each.value === value)))
      return values.map((value) => known.find((each) => each.value === value)!.label);
    const [users, departments] = [idsOf(values, 'user'), idsOf(values, 'department')];
    const found = await this.database.query<{ value: string; name: string }[]>(
      `select 'user:' || id "value", name from users where id = any ($1)
       union all select 'department:' || id, name from departments where id = any ($2)`,
      [users, departments],
    );
    return values.map((value) => {
      const named = found.find((each) => each.value === value)?.name;
      if (named && value.startsWith('department:')) return say('macros.people.department', { name: named });
      return named ?? say(ROLES.includes(value) ? `macros.people.${value}` : 'macros.people.gone');
    });
  }

  /** The users whom they mean for this happening; who left is none of them. */
  async meantBy(values: string[], about: SubjectIds): Promise<Meant[]> {
    return (await this.meantByEach(values, [about]))[0];
  }

  /** The same for many happenings: asked once for all to whom the same person is responsible. */
  async meantByEach(values: string[], abouts: SubjectIds[]): Promise<Meant[][]> {
    const responsible = values.includes('responsible') ? await this.responsibleForEach(abouts) : abouts.map(() => null);
    const meant = new Map<number | null, Meant[]>();
    for (const id of new Set(responsible)) meant.set(id, await this.meantWith(values, id));
    return responsible.map((id) => meant.get(id)!);
  }

  private meantWith(values: string[], responsible: number | null): Promise<Meant[]> {
    return this.database.query(
      `select u.id, u.name from users u where u.left_at is null and exists (select from memberships m where m.user_id = u.id and m.ended_at is null)
         and (u.id = any ($1) or exists (select from department_members d where d.user_id = u.id and d.department_id = any ($2) and d.ended_at is null)
           or $3 and exists (select from memberships m where m.user_id = u.id and m.side = 'crm' and m.role in ('owner', 'administrator')
             and m.ended_at is null))
       order by u.name, u.id`,
      [
        [...idsOf(values, 'user'), ...(responsible === null ? [] : [responsible])],
        idsOf(values, 'department'),
        values.includes('administrators'),
      ],
    );
  }

  /** Who is responsible for the task, the deal, or the client, the first that has somebody; of each, in their order. */
  private async responsibleForEach(abouts: SubjectIds[]): Promise<(number | null)[]> {
    const rows = await this.database.query<{ id: number | null }[]>(
      `select coalesce((select responsible_id from tasks where id = a.task), (select responsible_id from deals where id = a.deal),
         (select responsible_id from clients where id = a.client)) id
       from unnest($1::bigint[], $2::bigint[], $3::bigint[]) with ordinality a (task, deal, client, place) order by a.place`,
      [abouts.map(({ taskId }) => taskId), abouts.map(({ dealId }) => dealId), abouts.map(({ clientId }) => clientId)],
    );
    return rows.map(({ id }) => id);
  }
}

/** Ids of those of a kind; what is none is nobody's. */
function idsOf(values: string[], kind: string): number[] {
  return values.flatMap((value) =>
    new RegExp(`^${kind}:[1-9]\\d{0,14}$`).test(value) ? Number(value.slice(kind.length + 1)) : [],
  );
}
