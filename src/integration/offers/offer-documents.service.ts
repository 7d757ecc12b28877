import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Person } from '../../accounts/person';
import type { Offer } from '../../crm/offers/offer.entity';
import { Database } from '../../database/database';
import { Panels } from '../../web/panels';
import { say } from '../../web/say';
import { DOCUMENT_ROW, type DocumentRow, documentShown } from '../pages/document-rows';

/** Shows an offer and the documents that came of it on each other's pages (R84, R124, R131). */
@Injectable()
export class OfferDocuments implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly panels: Panels,
  ) {}

  onModuleInit() {
    this.panels.hang('offer.beside', (offer: Offer) => this.documents(offer.id));
    this.panels.hang('invoice.deals', ({ offerId }: { offerId: number | null }) => this.offer(offerId));
  }

  /** Drafts are for those who see them; an issued document that is closed to the person is a sales document and nothing more. */
  private async documents(offer: number) {
    const rows = await this.database.query<DocumentRow[]>(
      `select ${DOCUMENT_ROW} from invoices i where i.offer_id = $1 order by i.id`,
      [offer],
    );
    const hidden = Person.current.invoicing?.level === 'all' ? 0 : await this.hidden(offer, rows);
    if (!rows.length && !hidden) return [];
    const documents = rows.map((row) => documentShown(row, Person.current.language));
    return [{ template: 'integration/offer-documents/_card', documents, hidden }];
  }

  private async hidden(offer: number, rows: DocumentRow[]): Promise<number> {
    const issued = await this.database.asAccount(() =>
      this.database.query<{ id: number }[]>('select id from invoices where offer_id = $1 and issued_at is not null', [offer]),
    );
    return issued.filter(({ id }) => !rows.some((row) => row.id === id)).length;
  }

  private async offer(offer: number | null) {
    if (offer === null) return [];
    const [row] = await this.database.query<{ number: string; deleted: boolean }[]>(
      'select number, deleted_at is not null deleted from offers where id = $1',
      [offer],
    );
    if (!row) return [{ href: null, label: say('offer_documents.hidden'), note: null }];
    const label = say('offer_documents.offer', { number: row.number });
    return [{ href: `/crm/offers/${offer}`, label, note: row.deleted ? say('offer_documents.deleted') : null }];
  }
}
