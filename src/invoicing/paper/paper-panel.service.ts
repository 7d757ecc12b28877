import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Panels } from '../../web/panels';
import type { Invoice } from '../invoices/invoice.entity';

/** Hangs further prints of an issued document among its verbs: a copy, and one anew for who lost theirs (R101). */
@Injectable()
export class PaperPanel implements OnModuleInit {
  constructor(private readonly panels: Panels) {}

  onModuleInit() {
    this.panels.hang('invoice.actions', async (invoice: Invoice) => verbsOf(invoice));
  }
}

function verbsOf({ id, state }: Invoice) {
  const verb = (print: string) => ({
    ...{ verb: `paper.${print}`, href: `/invoicing/invoices/${id}/pdf?print=${print}`, icon: 'printer' },
    ...{ reason: null, primary: false, post: false },
  });
  return state === 'issued' ? [verb('copy'), verb('duplicate')] : [];
}
