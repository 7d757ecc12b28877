import type { Entry } from '../../history/history.service';
import type { MailState } from '../../mail/message.entity';
import { LOOKS } from '../../mail/outbox/looks';
import { say } from '../../web/say';

/** One time that an offer was sent; to whom and with what success is null where its client's card is closed to the person (R72). */
export interface SentOnce {
  offer: { id: number; number: string };
  at: Date;
  who: string | null;
  to: string[] | null;
  state: MailState | null;
}

/** A sending of an offer as timelines tell it (R81): by whom, when, to whom, and what became of its message. */
export function sentEntry({ offer, at, who, to, state }: SentOnce): Entry {
  const text = say('offer_sendings.entry', { number: offer.number });
  const note = to && state ? `${to.join(', ')} · ${say(`mail.state.${state}`)}` : say('offer_sendings.to_client');
  return {
    ...{ at, who, icon: state ? LOOKS[state].sign : 'send', text, href: `/crm/offers/${offer.id}`, note },
    ...{ changes: [], columns: [], values: {}, record: { table: 'offers', id: offer.id } },
  };
}
