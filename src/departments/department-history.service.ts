import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { type Entry, History, type Recorded } from '../history/history.service';

/** What happened with a department, its bank accounts and its logo (R119). */
@Injectable()
export class DepartmentHistory {
  constructor(
    private readonly database: Database,
    private readonly history: History,
  ) {}

  /** Newest first, as components/timeline shows it. */
  async of(id: number, language: string): Promise<Entry[]> {
    return this.history.of(await this.recordsOf(id), language);
  }

  private async recordsOf(id: number): Promise<Recorded[]> {
    const parts = await this.database.query<Recorded[]>(
      `select 'bank_accounts' as "table", id from bank_accounts where department_id = $1
        union all select 'department_logos', id from department_logos where department_id = $1`,
      [id],
    );
    return [{ table: 'departments', id }, ...parts];
  }
}
