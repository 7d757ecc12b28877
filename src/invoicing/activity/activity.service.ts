import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import type { Entry } from '../../history/history.service';
import { type Deed, entryOf, type Source, told } from './deeds';

/** What the account's activity can be narrowed to (R57). */
export const WHATS = ['made', 'edited', 'printed', 'sent'] as const;
export type What = (typeof WHATS)[number];

const PAGE = 50;
const OF: Record<Source, { sql: string; whats: readonly What[]; sign: string }> = {
  history: {
    sql: `select 'history' source, id, record_id invoice, at, user_id, null detail, action, case action when 'changed' then changes end changes from history
      where record_table = 'invoices'`,
    whats: ['made', 'edited'],
    sign: 'edit',
  },
  sent: {
    sql: `select 'sent' source, id, invoice_id invoice, sent_at at, sent_by user_id, array_to_string(recipients, ', ') detail, null action,
      null::jsonb changes from sent_documents where true`,
    whats: ['sent'],
    sign: 'send',
  },
  printed: {
    sql: `select 'printed' source, id, invoice_id invoice, printed_at at, printed_by user_id, print detail, null action, null::jsonb changes
      from document_prints where true`,
    whats: ['printed'],
    sign: 'printer',
  },
};
const SOURCES = Object.keys(OF) as Source[];

/** What was done with documents, by whom and when (R57): told beside one, or of the whole account. */
@Injectable()
export class Activity {
  constructor(private readonly database: Database) {}

  /** What the history does not know of one document: that it was printed and sent. */
  async beside(invoice: number): Promise<Entry[]> {
    const asked = SOURCES.slice(1).map((source) => `(${OF[source].sql} and invoice_id = $1 order by id desc limit ${PAGE})`);
    return (await this.deeds(asked, [invoice])).map((deed) => ({ ...entryOf(deed), href: null, note: null }));
  }

  /**
   * What was done in the whole account, newest first.
   * @param after where the page before ended, as it was told by `older`
   */
  async all(what: What | undefined, after: string | undefined): Promise<{ entries: Entry[]; older: string | null }> {
    const ends = endsOf(after);
    const sources = SOURCES.filter((source) => !what || OF[source].whats.includes(what));
    const asked = sources.map(
      (source, place) => `(${OF[source].sql}${narrowed(source, what)} and id < $${place + 1} order by id desc limit ${PAGE + 1})`,
    );
    const found = await this.deeds(
      asked,
      sources.map((source) => ends[source]),
    );
    const shown = found.slice(0, PAGE);
    for (const { source, id } of shown) ends[source] = Math.min(ends[source], id);
    return {
      entries: told(shown).map(entryOf),
      older: found.length > PAGE ? SOURCES.map((source) => ends[source]).join('.') : null,
    };
  }

  private deeds(asked: string[], values: unknown[]): Promise<Deed[]> {
    return this.database.query(
      `select e.source, e.id, e.invoice, i.kind, i.number, e.at, u.name who, e.detail, e.action, e.changes
        from (${asked.join(' union all ')}) e join invoices i on i.id = e.invoice left join users u on u.id = e.user_id order by e.at desc, e.id desc`,
      values,
    );
  }
}

function narrowed(source: Source, what: What | undefined) {
  if (source !== 'history' || !what) return '';
  return what === 'made' ? ` and action = 'made'` : ` and action = 'changed'`;
}

function endsOf(after: string | undefined): Record<Source, number> {
  const ids =
    /^(\d{1,16})\.(\d{1,16})\.(\d{1,16})$/
      .exec(after ?? '')
      ?.slice(1)
      .map(Number) ?? [];
  return {
    history: ids[0] ?? Number.MAX_SAFE_INTEGER,
    sent: ids[1] ?? Number.MAX_SAFE_INTEGER,
    printed: ids[2] ?? Number.MAX_SAFE_INTEGER,
  };
}
