import { Injectable } from '@nestjs/common';
import { documentRefusal, type Ended } from '../../crm/offers/offer.entity';
import { Database } from '../../database/database';
import { kindOf } from '../../invoicing/kinds';
import { Decimal } from '../../money/decimal';
import type { DocumentLine } from './parts';

/** A link of a document to a deal; removed ones are kept. */
export interface Link {
  deal: number;
  fromLines: boolean;
  counts: boolean;
  removed: boolean;
}

/** A document with its links and what the account's settings say of it: all that the bridge decides by. */
export class LinkedDocument {
  readonly id: number;
  readonly kind: string;
  readonly currency: string;
  readonly gross: Decimal;
  readonly departmentId: number;
  readonly clientId: number | null;
  readonly recipientId: number | null;
  readonly buyerName: string | null;
  readonly otherBuyer: boolean;
  /** The document that this one continues (R42). */
  readonly fromInvoiceId: number | null;
  readonly issued: boolean;
  /** Cancelled or deleted. */
  readonly ended: boolean;
  readonly lines: DocumentLine[];
  /** What advances that it takes off, as they were corrected, count to each deal; nothing of other documents than final invoices. */
  readonly settled: Omit<DocumentLine, 'name'>[];
  readonly links: Link[];
  /** Whether it is being made of an offer that its form names; afterwards it keeps that offer, whatever becomes of it. */
  readonly namesOffer: boolean;
  /** That offer, if whoever makes the document sees it. */
  readonly offer: Ended | null;
  /** Deals of its lines that the person who reads may see. */
  readonly seen: number[];
  /** Of the settings: whether the integration is on, whether this kind is accepted, and where its deals go. */
  readonly active: boolean;
  readonly accepted: boolean;
  /** Whether what a correction corrects counts in deals (R38). */
  readonly correctsCounting: boolean;
  readonly stageId: number | null;
  readonly dealClient: 'buyer' | 'recipient';

  constructor(row: Row) {
    Object.assign(this, row, {
      gross: new Decimal(row.gross),
      lines: row.lines.map((line) => ({ ...line, gross: new Decimal(line.gross) })),
      settled: row.settled.map((line) => ({ ...line, gross: new Decimal(line.gross) })),
    });
  }

  /** Whether it counts in deals once it is issued (R38): of an accepted kind, and a sale; a correction, if what it corrects does. */
  get counts() {
    return this.isCorrection ? this.correctsCounting : this.accepted && this.isSale;
  }

  get isCorrection() {
    return this.kind === 'correction';
  }

  get isSale() {
    return kindOf(this.kind)!.sale;
  }

  /** Why it is not to come of the offer that it names (R18, R64, R124); null when it may. */
  get offerRefusal(): string | null {
    if (!this.namesOffer) return null;
    if (!this.active) return 'integration_is_off';
    return this.offer ? documentRefusal(this.offer) : 'offer_unknown';
  }

  /** Deals that its lines name, in their order. */
  get named(): number[] {
    return [...new Set(this.lines.flatMap(({ deal }) => deal ?? []))];
  }

  /** Links that stand, in their order. */
  get standing(): Link[] {
    return this.links.filter(({ removed }) => !removed);
  }
}

type Reckoned = 'counts' | 'isSale' | 'isCorrection' | 'named' | 'standing' | 'offerRefusal';

type Row = Omit<LinkedDocument, 'gross' | 'lines' | 'settled' | Reckoned> & {
  gross: string;
  lines: { name: string; gross: string; deal: number | null }[];
  settled: { gross: string; deal: number }[];
};

/** Reads documents for the bridge. */
@Injectable()
export class LinkedDocuments {
  constructor(private readonly database: Database) {}

  /** Whoever sees the document sees all its links, as the policy of links says. */
  async read(id: number): Promise<LinkedDocument> {
    const [row] = await this.database.query<Row[]>(
      `select i.id, i.kind, i.currency, i.gross::text, i.department_id "departmentId", i.client_id "clientId", i.recipient_id "recipientId",
         i.buyer_name "buyerName", i.other_buyer "otherBuyer", i.from_invoice_id "fromInvoiceId",
         i.offer_id is not null and i.from_invoice_id is null and i.kind <> 'final' and i.created_at = now() "namesOffer",
         (select json_build_object('deletedAt', o.deleted_at, 'declinedAt', o.declined_at, 'withdrawnAt', o.withdrawn_at)
            from offers o where o.id = i.offer_id and i.created_at = now()) offer,
         i.issued_at is not null issued, i.cancelled_at is not null or i.deleted_at is not null ended,
         (select coalesce(json_agg(json_build_object('name', l.name, 'gross', (case when l.before then -l.gross else l.gross end)::text,
              'deal', l.deal_id) order by l.before, l.position), '[]')
            from invoice_lines l where l.invoice_id = i.id) lines,
         (select coalesce(json_agg(json_build_object('gross', d.share::text, 'deal', d.deal_id)), '[]')
            from settled_advances a cross join lateral (select a.advance_id id union all select k.id from corrections_of(a.advance_id) k) said
            join deal_documents d on d.invoice_id = said.id and d.issued and d.removed_at is null where a.final_id = i.id) settled,
         (select coalesce(json_agg(json_build_object('deal', d.deal_id, 'fromLines', d.from_lines, 'counts', d.counts,
              'removed', d.removed_at is not null) order by d.position, d.id), '[]')
            from deal_documents d where d.invoice_id = i.id) links,
         (select coalesce(json_agg(d.id), '[]') from deals d
            where d.id in (select l.deal_id from invoice_lines l where l.invoice_id = i.id)) seen,
         s.active, i.kind = any (s.accepted_kinds) accepted,
         exists (select from deal_documents d where d.invoice_id = i.from_invoice_id and d.counts and d.removed_at is null) "correctsCounting", s.invoice_stage_id "stageId", s.deal_client "dealClient"
       from invoices i, integration_settings s where i.id = $1`,
      [id],
    );
    return new LinkedDocument(row);
  }
}
