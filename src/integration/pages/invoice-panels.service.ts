import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../database/database';
import { Panels } from '../../web/panels';
import { say } from '../../web/say';

/** Which deals a document belongs to, on its page (R28, R47, R131). */
@Injectable()
export class InvoicePanels implements OnModuleInit {
  constructor(
    private readonly panels: Panels,
    private readonly database: Database,
  ) {}

  onModuleInit() {
    this.panels.hang('invoice.deals', ({ id }: { id: number }) => this.deals(id));
  }

  /** A deleted deal leaves its name as text; one that is closed to the person is a deal and nothing more. */
  private async deals(invoice: number) {
    const rows = await this.database.query<{ id: number | null; name: string; deleted: boolean }[]>(
      `select d.id, l.deal_name name, d.deleted_at is not null deleted
       from deal_documents l left join deals d on d.id = l.deal_id
       where l.invoice_id = $1 and l.removed_at is null order by l.position, l.id`,
      [invoice],
    );
    return rows.map(({ id, name, deleted }) => {
      if (id === null) return { href: null, label: say('document_deals.hidden'), note: null };
      return { href: deleted ? null : `/crm/deals/${id}`, label: name, note: deleted ? say('document_deals.deleted') : null };
    });
  }
}
