import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Panels } from '../../web/panels';
import type { Invoice } from '../invoices/invoice.entity';
import { PublicLinks } from './public-links.service';

/** Hangs the link for the client beside the document: to be copied, made anew and taken back (R63). */
@Injectable()
export class LinkPanel implements OnModuleInit {
  constructor(
    private readonly panels: Panels,
    private readonly links: PublicLinks,
  ) {}

  onModuleInit() {
    this.panels.hang('invoice.beside', (invoice: Invoice) => this.of(invoice));
  }

  private async of({ id, state }: Invoice) {
    if (state !== 'issued' && state !== 'cancelled') return [];
    const link = await this.links.standing(id);
    return [
      {
        template: 'invoicing/public/_link',
        action: `/invoicing/invoices/${id}/public-link`,
        url: link?.url ?? null,
        madeAt: link?.madeAt ?? null,
      },
    ];
  }
}
