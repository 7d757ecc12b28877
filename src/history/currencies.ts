import type { HistoryRow } from './history-row';

/** What a record's amounts were in before and after a change. */
export interface Currencies {
  before: string;
  after: string;
}

/**
 * The currency of each row of a record's history: the record's own of now, and before each change of it the one that it replaced.
 * @param rows newest first
 * @param now ISO 4217; null of records without amounts
 */
export function currenciesOf(rows: HistoryRow[], now: string | null): Map<HistoryRow, Currencies> {
  const currencies = new Map<HistoryRow, Currencies>();
  let after = now?.trim();
  if (!after) return currencies;
  for (const row of rows) {
    const before: string = row.differences.find(({ column }) => column === 'currency')?.before?.trim() ?? after;
    currencies.set(row, { before, after });
    after = before;
  }
  return currencies;
}
