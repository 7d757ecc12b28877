import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Panels } from '../../web/panels';
import type { Invoice } from '../invoices/invoice.entity';

/** Leads from a document's page to how its figures came about (R122). */
@Injectable()
export class ExplanationPanel implements OnModuleInit {
  constructor(private readonly panels: Panels) {}

  onModuleInit() {
    this.panels.hang('invoice.actions', async ({ id }: Invoice) => [
      {
        ...{ verb: 'explanation.verb', href: `/invoicing/invoices/${id}/explanation`, icon: 'help' },
        ...{ reason: null, primary: false, post: false },
      },
    ]);
  }
}
