import { Injectable } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import type { DocumentRows } from './document';
import { sellerColumns } from './document-columns';
import type { Seller } from './parties';

const INSERTED_LINES = columnsOf(
  'position before name unit quantity price discount vat_rate net vat gross deal_id gtu annex_15 product_id code classification description',
);
const INSERTED_TAXES = columnsOf('vat_rate net vat gross before_net before_vat before_gross');

/** Writes a document with its lines and taxes in one flight: pipelined statements, no matter how many lines there are. */
@Injectable()
export class DocumentStore {
  constructor(private readonly database: Database) {}

  /**
   * Adds a document, or finds the one that this key made before (R118).
   * @param key UUID of the posted form
   * @param from the document that it continues (R42), and the offer that it came of (R84): that one's when it continues one, and that of the
   *   advances that it takes off by choice when they are all of one
   * @returns its id, and whether it was made just now
   * @throws BrokenRule when a line names a deal that is not there, or the form an offer
   */
  async add(
    rows: DocumentRows,
    key: string,
    { from, offer }: { from: number | null; offer: number | null },
  ): Promise<{ id: number; made: boolean }> {
    const { lines, taxes } = rows;
    const invoice = { ...rows.invoice, ...filled(rows.details) };
    const columns = Object.keys(invoice).join(', ');
    const [added, [{ id }]] = await Promise.all([
      this.database.query<object[]>(
        `insert into invoices (${columns}, request_key, responsible_id, from_invoice_id, offer_id)
          select ${columns}, $2, $3, $4, case when $4::bigint is not null then (select s.offer_id from invoices s where s.id = $4)
            else coalesce($5, (select min(a.offer_id) from invoices a where a.id = any ($6)
              having count(a.offer_id) = count(*) and count(distinct a.offer_id) = 1)) end
          from jsonb_populate_record(null::invoices, $1)
          on conflict (account_id, request_key) do nothing returning id`,
        [JSON.stringify(invoice), key, Person.current.user, from, offer, rows.advances.map((advance) => advance.advance_id)],
      ),
      // A statement of its own: the policy of lines looks for their document, which the statement that adds it does not see yet.
      this.database.query<{ id: number }[]>(
        `with document as (select id from invoices i where request_key = $1 and not exists (select from invoice_lines l where l.invoice_id = i.id)),
          ${partsOf('document')} select id from invoices where request_key = $1`,
        [key, JSON.stringify(lines), JSON.stringify(taxes)],
      ),
    ]).catch(sayWhichIsGone);
    if (added.length) await this.addRest(id, rows);
    return { id, made: added.length > 0 };
  }

  /** Writes the seller on a draft that is being issued: as they are then, not as they were when it was kept (R11). */
  async sell(id: number, seller: Seller) {
    const columns = sellerColumns(seller);
    const names = Object.keys(columns).join(', ');
    await this.database.query(
      `update invoices set (${names}) = (select ${names} from jsonb_populate_record(null::invoices, $2)) where id = $1`,
      [id, JSON.stringify(columns)],
    );
  }

  /** Writes a document anew; whether that is allowed, the entity has decided. */
  async replace(id: number, rows: DocumentRows) {
    const { lines, taxes } = rows;
    const invoice = { ...rows.invoice, ...rows.details };
    const columns = Object.keys(invoice).join(', ');
    await Promise.all([
      this.database.query(
        `update invoices set (${columns}) = (select ${columns} from jsonb_populate_record(null::invoices, $2)), version = version + 1, updated_at = $3
          where id = $1`,
        [id, JSON.stringify(invoice), new Date()],
      ),
      this.database.query('delete from invoice_lines where invoice_id = $1', [id]),
      this.database.query('delete from invoice_taxes where invoice_id = $1', [id]),
      this.database.query('delete from invoice_charges where invoice_id = $1', [id]),
      this.database.query('delete from settled_advances where final_id = $1', [id]),
      this.database.query(`with document as (select $1::bigint as id), ${partsOf('document')} select 1`, [
        id,
        JSON.stringify(lines),
        JSON.stringify(taxes),
      ]),
      this.addRest(id, rows),
    ]).catch(sayWhichIsGone);
  }

  /** What few documents have. */
  private async addRest(id: number, { charges, advances }: DocumentRows) {
    if (charges.length)
      await this.database.query(
        `insert into invoice_charges (invoice_id, position, kind, amount, reason)
          select $1, r.position, r.kind, r.amount, r.reason from jsonb_populate_recordset(null::invoice_charges, $2) r`,
        [id, JSON.stringify(charges)],
      );
    if (advances.length)
      await this.database.query(
        `insert into settled_advances (final_id, advance_id, position, number, issue_on, net, vat, gross)
          select $1, r.advance_id, r.position, r.number, r.issue_on, r.net, r.vat, r.gross from jsonb_populate_recordset(null::settled_advances, $2) r`,
        [id, JSON.stringify(advances)],
      );
  }
}

/** Without what is empty: its columns have that by default, and a statement with few is quicker. */
function filled(columns: Record<string, unknown>) {
  const isEmpty = (value: unknown) => value === null || value === false || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => !isEmpty(value)));
}

/** Only the foreign keys know whether a deal, another room's, or a product is there. */
function sayWhichIsGone(error: unknown): never {
  const { constraint } = (error instanceof QueryFailedError ? error.driverError : {}) as { constraint?: string };
  if (constraint === 'invoice_lines_account_id_deal_id_fkey') throw new BrokenRule('line_deal_gone', {}, 'lines');
  if (constraint === 'document_of_offer') throw new BrokenRule('offer_unknown', {}, 'offerId');
  if (constraint === 'lines_name_a_product') throw new BrokenRule('line_product_gone', {}, 'lines');
  throw error;
}

/** Lines ($2) and taxes ($3) as common table expressions, for the document of that name. */
function partsOf(document: string) {
  const part = (table: string, { names, ofRow }: Columns, parameter: string) =>
    `${table} as (insert into invoice_${table} (invoice_id, ${names})
      select d.id, ${ofRow} from ${document} d, jsonb_populate_recordset(null::invoice_${table}, ${parameter}) r)`;
  return `${part('lines', INSERTED_LINES, '$2')}, ${part('taxes', INSERTED_TAXES, '$3')}`;
}

interface Columns {
  names: string;
  ofRow: string;
}

function columnsOf(text: string): Columns {
  const columns = text.split(' ');
  return { names: columns.join(', '), ofRow: columns.map((column) => `r.${column}`).join(', ') };
}
