import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { Language } from '../web/translations';
import { type Currencies, currenciesOf } from './currencies';
import type { Difference, HistoryRow } from './history-row';
import { changeOf, happening } from './words';

/** Entries shown of one page's records; the history has the rest. */
const SHOWN = 100;
/** Within it lines taken away and lines written are one change. */
const MOMENT_IN_MS = 10_000;
/** Whose hand it was when no person's was. */
const NOBODY = 'Tandem';

/** A record of any business table. */
export interface Recorded {
  table: string;
  id: number;
}

/** What changed in a column, in words. */
export interface Change {
  label: string;
  before: string | null;
  after: string | null;
}

/** A change of a column that holds several things at once. */
export interface Several {
  table: string;
  difference: Difference;
}

/** Says what changed in each; asked once for all that a page shows. */
type Teller = (all: Several[], language: Language) => Promise<Change[][]>;

/** What happened once, as components/timeline shows it. */
export interface Entry {
  at: Date;
  who: string | null;
  icon: string;
  text: string;
  href: string | null;
  note: string | null;
  changes: Change[];
  record: Recorded;
  /** Names of all columns that changed, those too that nothing is said of. */
  columns: string[];
  /** Their values before and after, as texts. */
  values: Record<string, { before: string | null; after: string | null }>;
}

/**
 * What the database remembers of records (R119), in people's words: `history.<table>.made|changed|deleted|restored…` says what happened,
 * `history.<table>.<column>` names a column (one without is not shown), `history.<table>.<column>.changed` says it better than "changed", and
 * `history.<table>.<column>.<value>` names a value. Policies of the records' own tables decide what is seen.
 */
@Injectable()
export class History {
  private readonly tellers = new Map<string, Teller>();

  constructor(private readonly database: Database) {}

  /** Says who tells what changed in columns of this name, which hold several things at once; call it in onModuleInit. */
  tells(column: string, teller: Teller) {
    this.tellers.set(column, teller);
  }

  /**
   * Newest first. The first record is what the page is about; of those that belong to it, what they were made with is shown too.
   * @param currency what a single record's amounts are in now (ISO 4217)
   */
  async of(records: Recorded[], language: string, currency: string | null = null): Promise<Entry[]> {
    if (!records.length) return [];
    const rows = await this.database.query<HistoryRow[]>('select * from history_of($1, $2, $3)', [
      records.map(({ table }) => table),
      records.map(({ id }) => id),
      SHOWN,
    ]);
    const told = await this.toldOf(rows, language as Language);
    const currencies = currenciesOf(rows, currency);
    return replacedOnce(rows)
      .map((row) => entryOf(row, row.table !== records[0].table, language as Language, told, currencies.get(row)))
      .filter((entry) => entry !== null);
  }

  private async toldOf(rows: HistoryRow[], language: Language) {
    const told = new Map<Difference, Change[]>();
    for (const [column, teller] of this.tellers) {
      const all = rows.flatMap(({ table, differences }) =>
        differences.filter((difference) => difference.column === column).map((difference) => ({ table, difference })),
      );
      if (!all.length) continue;
      const changes = await teller(all, language);
      for (const [at, { difference }] of all.entries()) told.set(difference, changes[at]);
    }
    return told;
  }

  /** Name of who wrote a record last, for whoever saves after them (R117). */
  async lastWriter(table: string, id: number): Promise<string> {
    const [last] = await this.database.query<{ name: string | null }[]>(
      `select u.name from history h left join users u on u.account_id = h.account_id and u.id = h.user_id
       where h.record_table = $1 and h.record_id = $2 order by h.id desc limit 1`,
      [table, id],
    );
    return last?.name ?? NOBODY;
  }
}

/** Entries of several sources as one timeline. */
export function newestFirst(entries: Entry[]): Entry[] {
  return entries.toSorted((one, other) => other.at.getTime() - one.at.getTime());
}

/** Lines are replaced by taking all away and writing all anew: two rows of the history, but one change, or none. First lines are part of the making. */
function replacedOnce(rows: HistoryRow[]): HistoryRow[] {
  const told: HistoryRow[] = [];
  for (let place = 0; place < rows.length; place++) {
    const [row, older] = [rows[place], rows[place + 1]];
    const [written, taken] = [linesOf(row), linesOf(older)];
    if (written?.before !== null || !together(row, older)) told.push(row);
    else if (taken?.after === null) {
      if (written.after !== taken.before) told.push({ ...row, differences: [{ ...written, before: taken.before }] });
      place++;
    } else if (older.action !== 'made') told.push(row);
  }
  return told;
}

function together(row: HistoryRow, older: HistoryRow | undefined) {
  return (
    older && row.table === older.table && row.recordId === older.recordId && row.at.getTime() - older.at.getTime() < MOMENT_IN_MS
  );
}

function linesOf(row: HistoryRow | undefined) {
  return row?.action === 'changed' ? row.differences.find(({ column }) => column === 'lines') : undefined;
}

function entryOf(
  row: HistoryRow,
  belongs: boolean,
  language: Language,
  several: Map<Difference, Change[]>,
  currencies?: Currencies,
): Entry | null {
  const { key, text, icon } = happening(row, language);
  const told = row.action === 'changed' || belongs ? row.differences : [];
  const changes = told.flatMap(
    (difference) => several.get(difference) ?? changeOf(row.table, difference, language, currencies) ?? [],
  );
  if (text === null || (key === 'changed' && !changes.length)) return null;
  const values = Object.fromEntries(row.differences.map(({ column, before, after }) => [column, { before, after }]));
  const record = { table: row.table, id: row.recordId };
  return { at: row.at, who: row.who, icon, text, href: null, note: null, changes, record, columns: Object.keys(values), values };
}
