import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Panels } from '../../web/panels';
import type { Invoice } from '../invoices/invoice.entity';

/** Hangs a document's PDF among its verbs: as it is, as a copy, and anew for who lost theirs (R101). */
@Injectable()
export class PaperPanel implements OnModuleInit {
  constructor(private readonly panels: Panels) {}

  onModuleInit() {
    this.panels.hang('invoice.actions', async (invoice: Invoice) => verbsOf(invoice));
  }
}

function verbsOf({ id, state }: Invoice) {
  const verb = (name: string, print: string, primary = false) => ({
    ...{ verb: `paper.${name}`, href: `/invoicing/invoices/${id}/pdf${print}`, icon: 'printer' },
    ...{ reason: null, primary, post: false },
  });
  if (state !== 'issued') return [verb('pdf', '')];
  return [verb('pdf', ''), verb('copy', '?print=copy'), verb('duplicate', '?print=duplicate')];
}
