import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../database/database';
import { Panels } from '../../web/panels';
import { say } from '../../web/say';

/** What a document belongs to; without an id it is closed to the person. */
interface Owner {
  offer: boolean;
  id: number | null;
  name: string;
  deleted: boolean;
}

/** The offer that a document came of and the deals that it belongs to, on its page (R28, R47, R84, R131). */
@Injectable()
export class InvoicePanels implements OnModuleInit {
  constructor(
    private readonly panels: Panels,
    private readonly database: Database,
  ) {}

  onModuleInit() {
    this.panels.hang('invoice.deals', (invoice: { id: number; offerId: number | null }) => this.owners(invoice));
  }

  private async owners({ id, offerId }: { id: number; offerId: number | null }) {
    const rows = await this.database.query<Owner[]>(
      `select true offer, o.id, o.number name, o.deleted_at is not null deleted, 0 place, 0 link
         from (select $2::bigint id) named left join offers o on o.id = named.id where named.id is not null
       union all select false, d.id, l.deal_name, d.deleted_at is not null, l.position, l.id
         from deal_documents l left join deals d on d.id = l.deal_id where l.invoice_id = $1 and l.removed_at is null
       order by offer desc, place, link`,
      [id, offerId],
    );
    return rows.map((row) => (row.offer ? shownOffer(row) : shownDeal(row)));
  }
}

/** One that is closed to the person is an offer and nothing more. */
function shownOffer({ id, name, deleted }: Owner) {
  if (id === null) return { href: null, label: say('offer_documents.hidden'), note: null };
  const label = say('offer_documents.offer', { number: name });
  return { href: `/crm/offers/${id}`, label, note: deleted ? say('offer_documents.deleted') : null };
}

/** A deleted deal leaves its name as text; one that is closed to the person is a deal and nothing more. */
function shownDeal({ id, name, deleted }: Owner) {
  if (id === null) return { href: null, label: say('document_deals.hidden'), note: null };
  return { href: deleted ? null : `/crm/deals/${id}`, label: name, note: deleted ? say('document_deals.deleted') : null };
}
