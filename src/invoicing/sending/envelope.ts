import { Person } from '../../accounts/person';
import { LOOKS as MESSAGE_LOOKS } from '../../mail/outbox/looks';
import { writtenInstant } from '../../web/formats';
import { say } from '../../web/say';
import { hasText } from '../../web/translations';

/** What became of a message, as the envelope says it (R54, R55). */
export type MailState = 'waiting' | 'accepted' | 'failed' | 'unknown' | 'bounced';

/** The newest message with a document. */
export interface Sending {
  id: number;
  invoiceId: number;
  /** The document's version that was sent. */
  version: number;
  state: MailState | 'withdrawn';
  /** Why it is where it is, below `mail.reason.`. */
  reason: string | null;
  /** The mail server's own words. */
  words: string | null;
  recipients: string[];
  stateAt: Date;
}

/** As the outbox shows its messages; waiting is all that no server has answered for. */
const LOOKS = { ...MESSAGE_LOOKS, unsent: { colour: 'quiet', sign: 'mail' }, waiting: MESSAGE_LOOKS.handed_over };

/**
 * The envelope of a document: a picture, its words, and at length when, to whom and what the server said. It is never ahead of what is known
 * (R121). `changed`: the document was edited after it was sent (R125).
 */
export function envelopeOf(version: number, sending: Sending | undefined) {
  const name = sending?.state ?? 'unsent';
  const changed = sending !== undefined && version > sending.version;
  const parts = [
    say(`envelope.${name}`),
    sending && writtenInstant(sending.stateAt, Person.current.language, Person.current.timeZone),
    sending?.recipients.join(', '),
    sending && explained(sending),
    changed && say('envelope.changed'),
  ];
  return { name, ...LOOKS[name], changed, text: say(`envelope.${name}`), title: parts.filter(Boolean).join(' · ') };
}

/** An envelope as views/invoicing/sending/_envelope.hbs takes it. */
export type Envelope = ReturnType<typeof envelopeOf>;

/** Why a message is where it is, and what the server said; empty when there is nothing to explain. */
export function explained({ reason, words }: Pick<Sending, 'reason' | 'words'>): string {
  const why = reason && hasText(Person.current.language, `mail.reason.${reason}`) ? say(`mail.reason.${reason}`) : null;
  return [why, words].filter(Boolean).join(' ');
}
