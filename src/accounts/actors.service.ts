import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { Person, type SessionRow } from './person';

/** Lets people do things where no session asks: jobs, the clock, the example data of a sign-up. */
@Injectable()
export class Actors {
  constructor(private readonly database: Database) {}

  /** The accounts there are, for work of the clock. */
  async accounts(): Promise<number[]> {
    const rows = await this.database.outside<{ id: number }>('select id from all_accounts() id order by id', []);
    return rows.map(({ id }) => id);
  }

  /**
   * Does work of a job in a transaction of its own, as whoever caused it: seeing what they see. For what the clock caused, or when they have
   * left, the account's owner does it.
   */
  async as<T>(cause: { account: number; user?: number | null }, work: () => Promise<T>): Promise<T> {
    const person = await this.personOf(cause);
    return person.during(() => this.database.run(person.who, work));
  }

  /** The same person without a transaction, for slow work: `person.during(work)`, which opens its own. */
  async personOf({ account, user }: { account: number; user?: number | null }): Promise<Person> {
    const [person] = await this.database.run({ account, readOnly: true }, () =>
      this.workers(
        `and (u.id = $1 and (c.role is not null or i.role is not null) or 'owner' in (c.role, i.role))
          order by u.id is not distinct from $1 desc, u.id limit 1`,
        [user ?? null],
      ),
    );
    if (!person) throw new Error(`Account ${account} has nobody who could act`);
    return person;
  }

  /** Everybody who works in the transaction's account, as a session would know them; who left acts no more, whatever they had caused. */
  all(): Promise<Person[]> {
    return this.workers('order by u.id', []);
  }

  /** What this person does in a transaction that is open: history and documents name them. How far one sees stays as it is: everything. */
  async within<T>(person: Person, work: () => Promise<T>): Promise<T> {
    await this.database.query(`select set_config('app.user', $1, true)`, [String(person.user)]);
    return person.during(work);
  }

  /** @param which of them, in SQL: departments are looked up of those alone */
  private async workers(which: string, values: unknown[]): Promise<Person[]> {
    const rows = await this.database.query<SessionRow[]>(
      `select false as over, 0 as session_id, a.id account_id, a.name account_name, a.time_zone, a.currency, u.id user_id, u.name, u.language,
          u.theme, c.role crm_role, c.level crm_level, i.role invoicing_role, i.level invoicing_level, coalesce(s.active, false) integration, 0 unread,
          coalesce((select array_agg(department_id)::text from department_members m where m.user_id = u.id and m.ended_at is null), '{}') departments
        from accounts a cross join users u left join integration_settings s on true
        left join memberships c on c.user_id = u.id and c.side = 'crm' and c.ended_at is null
        left join memberships i on i.user_id = u.id and i.side = 'invoicing' and i.ended_at is null
        where u.left_at is null ${which}`,
      values,
    );
    return rows.map((row) => new Person(row));
  }
}
