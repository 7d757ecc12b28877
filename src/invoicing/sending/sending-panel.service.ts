import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../database/database';
import { Panels } from '../../web/panels';
import type { Invoice } from '../invoices/invoice.entity';
import { envelopeOf, explained, type Sending } from './envelope';
import { Sendings } from './sendings.service';

/** So many messages with a document stand beside it; the newest first. */
const SHOWN = 5;

/** Hangs on a document's page how it is sent, and what became of its messages (R52, R54, R55). */
@Injectable()
export class SendingPanel implements OnModuleInit {
  constructor(
    private readonly panels: Panels,
    private readonly database: Database,
    private readonly sendings: Sendings,
  ) {}

  onModuleInit() {
    this.panels.hang('invoice.beside', (invoice: Invoice) => this.of(invoice));
    this.panels.hang('invoice.actions', async (invoice: Invoice) => this.verbs(invoice));
    this.panels.hang('invoice.lists', async () => [
      { verb: 'sendings.send', href: '/invoicing/sendings', icon: 'send', primary: false, post: true },
    ]);
  }

  private verbs(invoice: Invoice) {
    const refusal = this.sendings.refusal(invoice);
    if (!invoice.issuedAt) return [];
    const href = `/invoicing/invoices/${invoice.id}/sendings/new`;
    return [
      { verb: 'sendings.write', href, icon: 'send', reason: refusal ? `broken.${refusal}` : null, primary: false, post: false },
    ];
  }

  private async of(invoice: Invoice) {
    if (!invoice.issuedAt) return [];
    const sent = await this.sent(invoice);
    if (!sent.length && invoice.state !== 'issued') return [];
    const refusal = this.sendings.refusal(invoice);
    return [
      {
        template: 'invoicing/sending/_card',
        id: invoice.id,
        envelope: envelopeOf(
          invoice.version,
          sent.find(({ state }) => state !== 'withdrawn'),
        ),
        sent: sent.map((sending) => ({
          ...{ envelope: envelopeOf(0, sending), to: sending.recipients.join(', '), stateAt: sending.stateAt },
          words: explained(sending),
          messageHref: sending.messageId && `/invoicing/outbox/${sending.messageId}`,
        })),
        mayBeSent: !refusal,
        formHref: `/invoicing/invoices/${invoice.id}/sendings/new`,
      },
    ];
  }

  private async sent({ id, mailState }: Invoice): Promise<(Sending & { messageId: number | null })[]> {
    if (mailState === null) return [];
    return this.database.query(
      `select id, invoice_id "invoiceId", invoice_version "version",
          (select m.id from mail_messages m where m.id = sent_documents.message_id) "messageId", state, reason, words, recipients, state_at "stateAt"
        from sent_documents where invoice_id = $1 order by id desc limit ${SHOWN}`,
      [id],
    );
  }
}
