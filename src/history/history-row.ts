/** What an entry says of one column, as texts; json: number, string, boolean, array or object. */
export interface Difference {
  column: string;
  before: string | null;
  after: string | null;
  json: string;
  /** Names of the records that before and after point at, where the column points at any that the reader may see. */
  names: Record<string, string | null> | null;
}

/** A row of the history, as the database's function history_of() tells it. */
export interface HistoryRow {
  id: number;
  table: string;
  recordId: number;
  at: Date;
  who: string | null;
  action: 'made' | 'changed';
  differences: Difference[];
}
