import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Person } from '../../accounts/person';
import type { Offer } from '../../crm/offers/offer.entity';
import { Database } from '../../database/database';
import { Transaction } from '../../database/transaction';
import { kindOf } from '../../invoicing/kinds';
import { Panels } from '../../web/panels';
import { DOCUMENT_ROW, type DocumentRow, documentShown } from '../pages/document-rows';

/** A document of an offer. */
interface OfferDocument extends DocumentRow {
  /** Whether another document that was not taken back continues it. */
  continued: boolean;
}

/** Documents of an offer: those that the person may see, and how many others were issued (R131). */
export interface DocumentsOfOffer {
  rows: OfferDocument[];
  hidden: number;
}

/** The documents that came of an offer, on its page (R84, R124, R131). */
@Injectable()
export class OfferDocuments implements OnModuleInit {
  /** What a page has read for one place, so that the next need not. */
  private readonly read = new WeakMap<Transaction, DocumentsOfOffer & { offer: number }>();

  constructor(
    private readonly database: Database,
    private readonly panels: Panels,
  ) {}

  onModuleInit() {
    this.panels.hang('offer.beside', (offer: Offer) => this.card(offer.id));
  }

  /** In the order in which they were made. Drafts are for those who see them, and go without a trace (R125). */
  async of(offer: number): Promise<DocumentsOfOffer> {
    const known = this.read.get(Transaction.current!);
    if (known?.offer === offer) return known;
    const rows = await this.database.query<OfferDocument[]>(
      `select ${DOCUMENT_ROW}, exists (select from invoices c where c.from_invoice_id = i.id and c.cancelled_at is null and c.deleted_at is null) continued
       from invoices i where i.offer_id = $1 and (i.issued_at is not null or i.deleted_at is null) order by i.id`,
      [offer],
    );
    const hidden = Person.current.invoicing?.level === 'all' ? 0 : await this.hidden(offer, rows);
    this.read.set(Transaction.current!, { offer, rows, hidden });
    return { rows, hidden };
  }

  private async card(offer: number) {
    const { rows, hidden } = await this.of(offer);
    if (!rows.length && !hidden) return [];
    const documents = rows.map((row) => documentShown(row, Person.current.language));
    return [{ template: 'integration/offer-documents/_card', documents, hidden }];
  }

  /** An issued document that is closed to the person is a sales document and nothing more. */
  private async hidden(offer: number, rows: OfferDocument[]): Promise<number> {
    const issued = await this.database.asAccount(() =>
      this.database.query<{ id: number }[]>('select id from invoices where offer_id = $1 and issued_at is not null', [offer]),
    );
    return issued.filter(({ id }) => !rows.some((row) => row.id === id)).length;
  }
}

/** Those that stand: issued, and neither cancelled nor deleted. */
export function standing({ rows }: DocumentsOfOffer): OfferDocument[] {
  return rows.filter(({ issued, cancelled, deletedAt }) => issued && !cancelled && !deletedAt);
}

/** Whether it records a sale. */
export function isSale({ kind }: DocumentRow): boolean {
  return kindOf(kind)!.sale;
}
