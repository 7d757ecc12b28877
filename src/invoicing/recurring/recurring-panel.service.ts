import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Panels } from '../../web/panels';
import type { Invoice } from '../invoices/invoice.entity';
import { Recurring } from './recurring.entity';

/** The way from a document to its repetition (R102). */
@Injectable()
export class RecurringPanel implements OnModuleInit {
  constructor(private readonly panels: Panels) {}

  onModuleInit() {
    this.panels.hang('invoice.actions', async (invoice: Invoice) => verbs(invoice));
  }
}

function verbs(invoice: Invoice) {
  const refusal = Recurring.refusal(invoice);
  const reason = refusal ? `broken.${refusal}` : null;
  return [
    {
      verb: 'recurring.make',
      href: `/invoicing/recurring/new?source=${invoice.id}`,
      icon: 'repeat',
      reason,
      primary: false,
      post: false,
    },
  ];
}
