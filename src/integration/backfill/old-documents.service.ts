import { Injectable } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { Database } from '../../database/database';
import type { OldDocument } from './fate';

/** Documents in the line of another one, with what became of their deals. */
const RELATIVES = `(select json_agg(json_build_object('id', r.id, 'deal', (
    select case when bool_or(d.deleted_at is null) then 'living' when count(*) > 0 then 'deleted' end
    from deal_documents l join deals d on d.id = l.deal_id where l.invoice_id = r.id and l.removed_at is null)))
  from (select documents_continued_by(i.id) id union select documents_continuing(i.id)) r)`;

/** A document alone in its line is not asked for the others. */
const IN_A_LINE = `i.from_invoice_id is not null or i.kind = 'final' or exists (select from invoices c where c.from_invoice_id = i.id)
  or exists (select from settled_advances a where a.advance_id = i.id)`;

/** Issued documents that stand in no living deal. */
const OUTSIDE = `from invoices i cross join integration_settings s
  left join lateral (
    select bool_or(l.removed_at is null and d.deleted_at is null) living, bool_or(l.removed_at is null and d.deleted_at is not null) deleted,
      bool_or(l.removed_at is not null and l.issued) taken
    from deal_documents l join deals d on d.id = l.deal_id where l.invoice_id = i.id) links on true
  where i.issued_at is not null and links.living is not true`;

/** What only a document's line, or its kind, brings to a deal. */
const CONCERNED = `(i.kind = any (s.accepted_kinds) or i.from_invoice_id is not null or i.kind = 'final')`;

const COLUMNS = `select i.id, i.kind, trim(i.currency) currency, i.kind = any (s.accepted_kinds) accepted, i.cancelled_at is not null cancelled,
  i.deleted_at is not null deleted, coalesce(links.deleted, false) "dealDeleted", coalesce(links.taken, false) "takenOut",
  i.client_id is null and i.buyer_name is not null "withoutCard",
  (select m.user_id from memberships m where m.user_id = i.issued_by and m.side = 'crm' and m.ended_at is null) issuer,
  case when ${IN_A_LINE} then ${RELATIVES} end relatives`;

type Row = Omit<OldDocument, 'relatives'> & { relatives: OldDocument['relatives'] | null };

/** Looks for documents that no deal knows of; all of the account's, whoever asks. */
@Injectable()
export class OldDocuments {
  constructor(private readonly database: Database) {}

  /** Those that could get a deal, in the order of their issue: whatever continues a document comes after it. */
  async *all(): AsyncGenerator<OldDocument> {
    const sql = `${COLUMNS} ${OUTSIDE} and ${CONCERNED} order by i.issued_at, i.id`;
    const everything = { ...Person.current.who, crm: 'all', invoicing: 'all' };
    for await (const row of this.database.rows<Row>(sql, [], everything)) yield documentOf(row);
  }

  /** Those of these that stand in no living deal still, locked until the transaction ends; as the account. */
  async hold(ids: number[]): Promise<OldDocument[]> {
    await this.database.query('select from invoices where id = any ($1) order by id for no key update', [ids]);
    const rows = await this.database.query<Row[]>(`${COLUMNS} ${OUTSIDE} and i.id = any ($1)`, [ids]);
    return rows.map(documentOf);
  }

  /** How many others there are by kind and currency: their kind makes no deals, and they continue nothing. */
  unconcerned(): Promise<{ kind: string; currency: string; count: number }[]> {
    return this.database.asAccount(() =>
      this.database.query(
        `select i.kind, trim(i.currency) currency, count(*)::integer count ${OUTSIDE} and not ${CONCERNED} group by 1, 2 order by 1, 2`,
      ),
    );
  }
}

function documentOf({ relatives, ...row }: Row): OldDocument {
  return { ...row, relatives: relatives ?? [] };
}
