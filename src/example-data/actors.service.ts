import { Injectable } from '@nestjs/common';
import { Person, type SessionRow } from '../accounts/person';
import { Database } from '../database/database';

/** Lets the people of a new account do things within the transaction of its sign-up. */
@Injectable()
export class Actors {
  constructor(private readonly database: Database) {}

  /** Everybody of the account, as a session would know them. */
  async all(): Promise<Person[]> {
    const rows = await this.database.query<SessionRow[]>(
      `select false as over, 0 as session_id, a.id account_id, a.name account_name, a.time_zone, a.currency, u.id user_id, u.name, u.language,
          u.theme, c.role crm_role, c.level crm_level, i.role invoicing_role, i.level invoicing_level, s.active integration,
          coalesce((select array_agg(department_id)::text from department_members m where m.user_id = u.id and m.ended_at is null), '{}') departments
        from accounts a cross join users u cross join integration_settings s
        left join memberships c on c.user_id = u.id and c.side = 'crm' and c.ended_at is null
        left join memberships i on i.user_id = u.id and i.side = 'invoicing' and i.ended_at is null order by u.id`,
    );
    return rows.map((row) => new Person(row));
  }

  /** What this person does: history and documents name them. How far one sees stays as it is in a sign-up: everything. */
  async as<T>(person: Person, work: () => Promise<T>): Promise<T> {
    await this.database.query(`select set_config('app.user', $1, true)`, [String(person.user)]);
    return person.during(work);
  }
}
