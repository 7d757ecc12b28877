import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import type { MailState } from '../../mail/message.entity';

/** A letter as a card or a timeline shows it. */
export interface ListedLetter {
  messageId: number;
  subject: string;
  to: string[];
  /** How many files went with it. */
  attached: number;
  state: MailState;
  words: string | null;
  queuedAt: Date;
  who: string | null;
}

/** A letter, or the message that brought an offer: then what it is called. */
export interface Written extends ListedLetter {
  offerId: number | null;
  offer: string | null;
}

/** A letter as the page of its message tells of it. */
export interface LetterOfMessage {
  id: number;
  clientId: number;
  client: string;
  clientDeleted: boolean;
  dealId: number | null;
  /** Null when it is about none, or about one closed to the person (R131). */
  deal: string | null;
  dealDeleted: boolean;
}

/** So many of the newest are shown; older ones are in the outbox. */
const SHOWN = 50;
const LISTED = `m.id "messageId", m.subject, m.state, m.words, m.queued_at "queuedAt", u.name who, jsonb_array_length(m.attachments) attached,
  array(select r.address from mail_recipients r where r.mail_message_id = m.id and r.kind = 'to' order by r.position) "to"`;

/** What was written to a client or about a deal, as far as the person may see the client. */
@Injectable()
export class LetterList {
  constructor(private readonly database: Database) {}

  /** Letters, and messages that brought offers which the person may see (R81), newest first: one statement for all that a client was written. */
  toClient(id: number): Promise<Written[]> {
    return this.database.query(
      `select ${LISTED}, o.id "offerId", o.number offer from mail_messages m left join letters l on l.message_id = m.id
          left join (offer_sendings s join offers o on o.id = s.offer_id) on s.message_id = m.id left join users u on u.id = m.queued_by
        where m.client_id = $1 and num_nonnulls(l.id, o.id) > 0 order by m.id desc limit ${SHOWN}`,
      [id],
    );
  }

  /** Newest first; and whether somebody may write to the client: nobody writes to a deleted one, nor to one closed to them. */
  async aboutDeal(id: number, clientId: number | null): Promise<{ letters: ListedLetter[]; mayBeWritten: boolean }> {
    const rows = await this.database.query<(ListedLetter & { mayBeWritten: boolean })[]>(
      `select * from (select exists (select from clients where id = $2 and deleted_at is null) "mayBeWritten") asked
         left join lateral (${lettersWhere('l.deal_id = $1')}) listed on true`,
      [id, clientId],
    );
    return { letters: rows.filter(({ messageId }) => messageId !== null), mayBeWritten: rows[0].mayBeWritten };
  }

  /** Undefined for a message that is no letter, and for one to a client closed to the person. */
  async ofMessage(id: number): Promise<LetterOfMessage | undefined> {
    const [letter] = await this.database.query<LetterOfMessage[]>(
      `select l.id, l.client_id "clientId", c.name client, c.deleted_at is not null "clientDeleted", l.deal_id "dealId",
          coalesce(d.mirrored_name, d.name) deal, d.deleted_at is not null "dealDeleted"
        from letters l join clients c on c.id = l.client_id left join deals d on d.id = l.deal_id where l.message_id = $1`,
      [id],
    );
    return letter;
  }
}

function lettersWhere(condition: string) {
  return `select ${LISTED} from letters l join mail_messages m on m.id = l.message_id left join users u on u.id = m.queued_by
    where ${condition} order by l.id desc limit ${SHOWN}`;
}
