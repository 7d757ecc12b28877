import { Injectable } from '@nestjs/common';
import { Happenings } from '../../crm/macros/happenings.service';
import { Database } from '../../database/database';
import { KINDS } from '../../invoicing/kinds';
import type { LinkedDocument } from '../links/linked-document';
import { DEAL_OF } from './days-reached';

/** An invoice to one of these is no sale of its own (R42, R76). */
const GIVING_WAY = KINDS.filter(({ givesWay }) => givesWay).map(({ code }) => code);

/** What happens to documents, told to macros in the transaction of its cause (R76). */
@Injectable()
export class DocumentHappenings {
  constructor(
    private readonly happenings: Happenings,
    private readonly database: Database,
  ) {}

  /**
   * A document was issued; one that counts in deals as a sale completes a sale, unless it is a correction or the invoice to a receipt. One
   * statement: it stands in the way of issuing. As the account.
   * @param deal the first of those that it stands in
   */
  async issued({ id, counts, isCorrection }: LinkedDocument, client: number | null, deal: number | null) {
    await this.happenings.noteFound(
      `select k.kind, $2::bigint deal_id, $3::bigint client_id, $4::bigint invoice_id, null::bigint offer_id, null::bigint task_id,
         null::bigint macro_id, null::text key
       from unnest($5::text[]) k (kind) where k.kind <> 'sale_completed' or not exists (
         select from invoices i join invoices f on f.id = i.from_invoice_id where i.id = $4 and f.kind = any ($6))`,
      [deal, client, id, ['document_issued', ...(counts && !isCorrection ? ['sale_completed'] : [])], GIVING_WAY],
    );
  }

  /** Asked as the account: whoever takes a payment need not see the deal. */
  async told(kind: 'document_paid' | 'document_cancelled', invoice: number) {
    await this.database.asAccount(() =>
      this.happenings.noteFound(
        `select $2::text kind, (${DEAL_OF}) deal_id, i.client_id, i.id invoice_id, null::bigint offer_id, null::bigint task_id,
           null::bigint macro_id, null::text key
         from invoices i where i.id = $3 and i.issued_at is not null`,
        [kind, invoice],
      ),
    );
  }
}
