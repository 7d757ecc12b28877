import { Injectable } from '@nestjs/common';
import { On } from '../../events/on';
import {
  InvoiceCancelled,
  InvoiceChanged,
  InvoiceDeleted,
  InvoiceDrafted,
  InvoiceIssued,
  InvoiceRestored,
} from '../../invoicing/invoicing.events';
import { DocumentDeals } from './document-deals.service';

/** What follows for deals when something happens to a document. */
@Injectable()
export class OnInvoice {
  constructor(private readonly documents: DocumentDeals) {}

  @On(InvoiceDrafted)
  async linkDraft({ invoice }: InvoiceDrafted) {
    await this.documents.draft(invoice);
  }

  @On(InvoiceIssued)
  async findOrMakeDeals({ invoice }: InvoiceIssued) {
    await this.documents.issue(invoice);
  }

  @On(InvoiceChanged)
  async shareAgain({ invoice }: InvoiceChanged) {
    await this.documents.change(invoice);
  }

  @On(InvoiceCancelled)
  async countNoMore({ invoice }: InvoiceCancelled) {
    await this.documents.recount(invoice);
  }

  @On(InvoiceDeleted)
  async leaveDeals({ invoice }: InvoiceDeleted) {
    await this.documents.recount(invoice);
  }

  @On(InvoiceRestored)
  async countAgain({ invoice }: InvoiceRestored) {
    await this.documents.recount(invoice);
  }
}
