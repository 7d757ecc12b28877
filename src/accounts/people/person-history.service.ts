import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import { type Entry, History } from '../../history/history.service';
import { type Language, translate } from '../../web/translations';

interface Part {
  table: string;
  id: number;
  /** Which side a membership is of. */
  side: string | null;
  /** Which department somebody belonged to. */
  department: string | null;
}

/** What happened with a person: their data, their access to both sides, their departments (R119). Of a password it says only that it changed. */
@Injectable()
export class PersonHistory {
  constructor(
    private readonly database: Database,
    private readonly history: History,
  ) {}

  /** Newest first, as components/timeline shows it; the note says which side or department is meant. */
  async of(user: number, language: Language): Promise<Entry[]> {
    const parts = await this.database.query<Part[]>(
      `select 'memberships' as "table", id, side, null as department from memberships where user_id = $1
        union all select 'department_members', m.id, null, d.name from department_members m
          join departments d on d.account_id = m.account_id and d.id = m.department_id where m.user_id = $1`,
      [user],
    );
    const notes = new Map(
      parts.map(({ table, id, side, department }) => [`${table} ${id}`, side ? translate(language, `side.${side}`) : department]),
    );
    const entries = await this.history.of([{ table: 'users', id: user }, ...parts], language);
    return entries.map((entry) => ({ ...entry, note: notes.get(`${entry.record.table} ${entry.record.id}`) ?? null }));
  }
}
