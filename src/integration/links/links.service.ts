import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import type { LinkedDocument } from './linked-document';
import { type Part, partsOf } from './parts';

/** A deal as a link remembers it. */
interface LinkedDeal {
  id: number;
  name: string;
}

/** Writes the links of documents to deals; a link is never taken out of the table, only marked as removed. */
@Injectable()
export class Links {
  constructor(private readonly database: Database) {}

  /**
   * Makes these deals, in this order, the document's; links to others are removed.
   * @param fromLines whether lines of the document name them, or they come by descent or were made for it (R42)
   * @param issued whether the document is, or is being, issued: only then its shares are anything (R125)
   */
  async write(document: LinkedDocument, deals: LinkedDeal[], { fromLines, issued }: { fromLines: boolean; issued: boolean }) {
    const parts = deals.length
      ? partsOf(
          document.gross,
          document.lines,
          deals.map(({ id }) => id),
          document.settled,
        )
      : [];
    const counts = issued && document.counts;
    const rows = parts.map((part, index) => this.row(part, deals[index], index + 1, issued, counts));
    await this.database.query(
      `with removed as (
         update deal_documents set removed_at = now(), counted = 0, version = version + 1
         where invoice_id = $1 and removed_at is null and deal_id <> all ($2))
       insert into deal_documents (invoice_id, currency, from_lines, deal_id, position, issued, counts, share, counted, first_line, deal_name)
         select $1, $3, $4, r.* from jsonb_to_recordset($5) r (deal bigint, position smallint, issued boolean, counts boolean, share numeric,
           counted numeric, first_line text, deal_name text)
       on conflict (account_id, deal_id, invoice_id) do update set position = excluded.position, currency = excluded.currency,
         issued = excluded.issued, counts = excluded.counts, share = excluded.share, counted = excluded.counted,
         first_line = excluded.first_line, deal_name = excluded.deal_name, removed_at = null, version = deal_documents.version + 1`,
      [document.id, deals.map(({ id }) => id), document.currency, fromLines, JSON.stringify(rows)],
    );
  }

  /** Shares an issued document out again after an edit; whether a link counts was decided at issue and stays (R38). */
  async share(document: LinkedDocument, deals: number[]) {
    const parts = deals.length ? partsOf(document.gross, document.lines, deals, document.settled) : [];
    await this.database.query(
      `with removed as (
         update deal_documents set removed_at = now(), counted = 0, version = version + 1
         where invoice_id = $1 and removed_at is null and deal_id <> all ($2))
       update deal_documents l set share = r.share, counted = case when l.counts and not l.replaced then r.share else 0 end, first_line = r.first_line,
         version = version + 1
       from jsonb_to_recordset($3) r (deal bigint, share numeric, first_line text)
       where l.invoice_id = $1 and l.deal_id = r.deal and (l.share, l.first_line) is distinct from (r.share, r.first_line)`,
      [document.id, deals, JSON.stringify(parts.map(({ deal, share, firstLine }) => ({ deal, share, first_line: firstLine })))],
    );
  }

  /** What a cancelled or deleted document counts: nothing; a restored one counts again (R125). */
  async count(document: number, ended: boolean) {
    await this.database.query(
      `update deal_documents set counted = case when $2 or replaced then 0 else share end, version = version + 1
       where invoice_id = $1 and removed_at is null and counts`,
      [document, ended],
    );
  }

  /** While a document that continues it counts and stands, a document counts nothing beside it; afterwards again (R42). */
  async giveWay(document: number) {
    await this.database.query(
      `with place as (select exists (select from invoices c join deal_documents l on l.invoice_id = c.id
           where c.from_invoice_id = $1 and c.kind <> 'correction' and c.cancelled_at is null and c.deleted_at is null and l.counts and l.removed_at is null) taken)
       update deal_documents l set replaced = taken, version = l.version + 1,
         counted = case when taken or i.cancelled_at is not null or i.deleted_at is not null then 0 else l.share end
       from place, invoices i where i.id = $1 and l.invoice_id = $1 and l.removed_at is null and l.counts and l.replaced <> taken`,
      [document],
    );
  }

  /** A draft's links go with it, and come back with it (R125). */
  async removeDraft(document: number, deleted: boolean) {
    await this.database.query(
      `update deal_documents set removed_at = case when $2 then now() end, version = version + 1 where invoice_id = $1 and not issued`,
      [document, deleted],
    );
  }

  private row({ share, firstLine }: Part, deal: LinkedDeal, position: number, issued: boolean, counts: boolean) {
    const none = '0';
    return {
      ...{ deal: deal.id, position, issued, counts, first_line: firstLine, deal_name: deal.name },
      share: issued ? share : none,
      counted: counts ? share : none,
    };
  }
}
