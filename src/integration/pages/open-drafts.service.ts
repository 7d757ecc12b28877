import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';

/** A draft that was begun from a deal. */
export interface OpenDraft {
  id: number;
  kind: string;
  gross: string;
  currency: string;
  madeAt: Date;
  madeBy: string | null;
}

/** A deal's open draft is offered again before another is begun (R126). */
@Injectable()
export class OpenDrafts {
  constructor(private readonly database: Database) {}

  /** Drafts of any of these deals, or of this offer, that the person may see, newest first. */
  of(deals: number[], offer: number | null): Promise<OpenDraft[]> {
    return this.database.query(
      `select i.id, i.kind, i.gross::text, i.currency, i.created_at "madeAt", u.name "madeBy"
       from invoices i left join users u on u.id = i.created_by
       where i.issued_at is null and i.deleted_at is null and i.id in (
         select l.invoice_id from deal_documents l where l.deal_id = any ($1) and not l.issued and l.removed_at is null
         union select o.id from invoices o where o.offer_id = $2)
       order by i.id desc`,
      [deals, offer],
    );
  }
}
