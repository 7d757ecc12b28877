import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import { On } from '../../events/on';
import { MailStateChanged } from '../../mail/mail.events';
import type { MailState as MessageState } from '../../mail/message.entity';
import type { MailState } from './envelope';

/** What the envelope says of a message: until a server has answered it waits, never more (R121). */
const SAID: Record<MessageState, MailState | 'withdrawn'> = {
  queued: 'waiting',
  handed_over: 'waiting',
  accepted: 'accepted',
  failed: 'failed',
  unknown: 'unknown',
  bounced: 'bounced',
  withdrawn: 'withdrawn',
};

/** Lets the envelope of a document follow its newest message (R54, R55). */
@Injectable()
export class OnMailStateChanged {
  constructor(private readonly database: Database) {}

  @On(MailStateChanged)
  async follow({ message, state }: MailStateChanged) {
    await this.database.asAccount(async () => {
      const [sent] = await this.database.query<{ invoice: number }[]>(
        'select invoice_id invoice from sent_documents where message_id = $1',
        [message],
      );
      if (sent) await this.write(sent.invoice, message, SAID[state]);
    });
  }

  private async write(invoice: number, message: number, state: MailState | 'withdrawn') {
    await this.database.query('select from invoices where id = $1 for no key update', [invoice]);
    await this.database.query(
      `update sent_documents s set state = $2, words = m.words, reason = m.reason, state_at = m.state_at,
          accepted_at = case when $2 = 'accepted' then coalesce(s.accepted_at, m.state_at) else s.accepted_at end
        from mail_messages m where m.id = $1 and s.message_id = $1`,
      [message, state],
    );
    await this.database.query(
      `update invoices set
          mail_state = (select state from sent_documents where invoice_id = $1 and state <> 'withdrawn' order by id desc limit 1),
          mailed_at = coalesce(mailed_at, (select min(accepted_at) from sent_documents where invoice_id = $1))
        where id = $1`,
      [invoice],
    );
  }
}
