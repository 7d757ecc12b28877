import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';

/** Columns that a reader of the history knows by name; the others are ours. */
const SHOWN: Record<string, string> = {
  name: 'name',
  mark: 'mark',
  seller_name: 'sellerName',
  tax_country: 'taxCountry',
  tax_no: 'taxNo',
  street: 'street',
  post_code: 'postCode',
  city: 'city',
  country: 'country',
  email: 'email',
  phone: 'phone',
  www: 'www',
  bank: 'bank',
  number: 'number',
  swift: 'swift',
  currency: 'currency',
};

const MOST_ENTRIES = 50;

type Values = Record<string, unknown>;

interface Row {
  at: Date;
  who: string | null;
  table: 'departments' | 'bank_accounts';
  action: 'made' | 'changed';
  changes: Values;
}

/** One entry of a department's history; event and field are the ends of translation keys. */
export interface HistoryEntry {
  at: Date;
  who: string | null;
  event: string;
  changes: { field: string; before: string | null; after: string | null }[];
}

/** What the database remembers of a department and its bank accounts (R119). */
@Injectable()
export class DepartmentHistory {
  constructor(private readonly database: Database) {}

  /** The newest entries, newest first. */
  async of(id: number): Promise<HistoryEntry[]> {
    const rows = await this.database.query<Row[]>(
      `select h.at, u.name as who, h.record_table as "table", h.action, h.changes
        from history h left join users u on u.id = h.user_id
        where h.record_table = 'departments' and h.record_id = $1
          or h.record_table = 'bank_accounts' and h.record_id in (select id from bank_accounts where department_id = $1)
        order by h.id desc limit $2`,
      [id, MOST_ENTRIES],
    );
    return rows.map((row) => ({ at: row.at, who: row.who, event: eventOf(row), changes: changesOf(row) }));
  }

  /** Name of who saved the department or one of its accounts last; '?' when the application itself did. */
  async lastWriter(id: number) {
    const [last] = await this.of(id);
    return last?.who ?? '?';
  }
}

function eventOf({ table, action, changes }: Row) {
  if (table === 'bank_accounts') return 'removed_at' in changes ? 'bank_removed' : `bank_${action}`;
  if (action === 'changed' && 'archived_at' in changes) return pair(changes.archived_at)[1] ? 'archived' : 'unarchived';
  return action;
}

function changesOf({ action, changes }: Row) {
  return Object.entries(changes).flatMap(([column, value]) => {
    if (!SHOWN[column]) return [];
    const [before, after] = action === 'made' ? [null, value] : pair(value);
    return { field: SHOWN[column], before: textOf(before), after: textOf(after) };
  });
}

const pair = (value: unknown) => value as [before: unknown, after: unknown];
const textOf = (value: unknown) => (value === null ? null : String(value));
