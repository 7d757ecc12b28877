import { Injectable, type OnModuleInit } from '@nestjs/common';
import { today } from '../../../clock';
import { Database } from '../../../database/database';
import type { MailState } from '../../../mail/message.entity';
import { LOOKS } from '../../../mail/outbox/looks';
import { Panels } from '../../../web/panels';
import { say } from '../../../web/say';
import type { Offer } from '../offer.entity';
import { OfferLinks } from '../public/offer-links.service';
import { OfferReminders } from '../reminders/offer-reminders.service';

/** A sending with what became of its message. */
interface Sent {
  message: number;
  /** Of the offer that was sent. */
  version: number;
  to: string[];
  subject: string;
  at: Date;
  who: string | null;
  state: MailState;
  words: string | null;
}

/** Hangs on an offer's page the way to send it, how it was sent, the client's link, and who will be reminded (R81, R82). */
@Injectable()
export class OfferSendingPanel implements OnModuleInit {
  constructor(
    private readonly panels: Panels,
    private readonly database: Database,
    private readonly links: OfferLinks,
    private readonly reminders: OfferReminders,
  ) {}

  onModuleInit() {
    this.panels.hang('offer.actions', async (offer: Offer) => actions(offer));
    this.panels.hang('offer.beside', async (offer: Offer) => [...(await this.sendings(offer)), ...(await this.link(offer))]);
  }

  private async sendings({ id, version, sentAt }: Offer) {
    if (!sentAt) return [];
    const rows = await this.sent(id);
    const open = await this.openOf(rows);
    const reminder = await this.reminders.waiting(id);
    return [
      {
        template: 'crm/offers/sending/_card',
        action: `/crm/offers/${id}/reminder/cancellation`,
        reminder: reminder ?? null,
        sendings: rows.map((row) => ({
          ...{
            subject: open.has(row.message) ? row.subject : null,
            to: open.has(row.message) ? row.to.join(', ') : say('offer_sendings.to_client'),
            at: row.at,
            who: row.who,
          },
          ...{ state: say(`mail.state.${row.state}`), words: wordsOf(row, open.has(row.message)), ...LOOKS[row.state] },
          changed: row.version !== version,
        })),
      },
    ];
  }

  /** Whoever sees the offer knows what became of its messages, also where they may not see its client's card. */
  private sent(offer: number): Promise<Sent[]> {
    return this.database.asAccount(() =>
      this.database.query(
        `select m.id message, s.offer_version version, s.recipients "to", s.subject, s.sent_at "at", u.name who, m.state, m.words
           from offer_sendings s join mail_messages m on m.account_id = s.account_id and m.id = s.message_id
           left join users u on u.account_id = s.account_id and u.id = s.sent_by
           where s.offer_id = $1 order by s.id desc limit 10`,
        [offer],
      ),
    );
  }

  /** Those of their messages that the person may see: of others no address is told, nor their words, nor what a server said (R72, R131). */
  private async openOf(rows: Sent[]): Promise<Set<number>> {
    const seen = await this.database.query<{ id: number }[]>('select id from mail_messages where id = any ($1)', [
      rows.map(({ message }) => message),
    ]);
    return new Set(seen.map(({ id }) => id));
  }

  private async link({ id, sentAt, deletedAt }: Offer) {
    if (!sentAt || deletedAt) return [];
    const link = await this.links.standing(id);
    return [
      {
        template: 'crm/offers/public/_link',
        action: `/crm/offers/${id}/public-link`,
        url: link?.url ?? null,
        madeAt: link?.madeAt ?? null,
      },
    ];
  }
}

function wordsOf({ state, words }: Sent, isOpen: boolean) {
  return isOpen && state !== 'accepted' ? words : null;
}

function actions(offer: Offer) {
  const state = offer.stateOn(today());
  if (state !== 'draft' && state !== 'sent' && state !== 'opened') return [];
  const label = say(state === 'draft' ? 'offer_sendings.send' : 'offer_sendings.send_again');
  return [{ href: `/crm/offers/${offer.id}/sendings/new`, label, sign: 'send', primary: state === 'draft' }];
}
