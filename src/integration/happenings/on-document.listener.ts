import { Injectable } from '@nestjs/common';
import { On } from '../../events/on';
import { InvoiceCancelled, InvoicePaid } from '../../invoicing/invoicing.events';
import { DocumentHappenings } from './document-happenings.service';

/** What happens to documents after their issue, told to macros; the issue itself is told where its deals are found. */
@Injectable()
export class OnDocument {
  constructor(private readonly happenings: DocumentHappenings) {}

  @On(InvoicePaid)
  async paid({ invoice }: InvoicePaid) {
    await this.happenings.told('document_paid', invoice);
  }

  @On(InvoiceCancelled)
  async cancelled({ invoice }: InvoiceCancelled) {
    await this.happenings.told('document_cancelled', invoice);
  }
}
