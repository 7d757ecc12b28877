import { Injectable } from '@nestjs/common';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import { On } from '../../events/on';
import { Outbox } from '../../mail/outbox/outbox.service';
import { InvoiceCancelled, InvoiceDeleted } from '../invoicing.events';

/** Takes messages with a document that has ended out of the outbox, as long as no server has them (R121, R125). */
@Injectable()
export class OnInvoiceEnded {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  /** @throws BrokenRule when one is just being handed over: what a server may have is not deleted */
  @On(InvoiceDeleted)
  async withdrawAll({ invoice }: InvoiceDeleted) {
    await this.database.asAccount(async () => {
      const { free, all } = await this.waiting(invoice);
      if (free.length < all) throw new BrokenRule('message_is_leaving');
      for (const id of free) await this.outbox.withdraw(id, 'invoicing');
    });
  }

  /** Those that are just being handed over show the document with its mark. */
  @On(InvoiceCancelled)
  async withdrawSome({ invoice }: InvoiceCancelled) {
    await this.database.asAccount(async () => {
      for (const id of (await this.waiting(invoice)).free) await this.outbox.withdraw(id, 'invoicing');
    });
  }

  /** Messages that wait, those locked that nobody else has: who hands one over locks it before its document, so nothing is waited for here. */
  private async waiting(invoice: number): Promise<{ free: number[]; all: number }> {
    const [{ all }] = await this.database.query<{ all: number }[]>(
      `select count(*) "all" from sent_documents where invoice_id = $1 and state = 'waiting'`,
      [invoice],
    );
    if (!all) return { free: [], all };
    const free = await this.database.query<{ id: number }[]>(
      `select m.id from sent_documents s join mail_messages m on m.id = s.message_id
        where s.invoice_id = $1 and s.state = 'waiting' and m.state = 'queued' and m.attempt_id is null
          and not exists (select from mail_recipients r where r.mail_message_id = m.id and r.state = 'accepted')
        order by m.id for no key update of m skip locked`,
      [invoice],
    );
    return { free: free.map(({ id }) => id), all };
  }
}
