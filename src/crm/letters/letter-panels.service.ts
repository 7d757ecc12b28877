import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { writtenSize } from '../../files/file-answer';
import type { Entry } from '../../history/history.service';
import type { MailMessage } from '../../mail/message.entity';
import { LOOKS } from '../../mail/outbox/looks';
import { Panels } from '../../web/panels';
import { say } from '../../web/say';
import type { Deal } from '../deals/deal.entity';
import { LETTER_FILE, LetterFiles } from './letter-files.service';
import { LetterList, type LetterOfMessage, type ListedLetter, type Written } from './letter-list.service';
import { sentEntry } from './sent-offer-entry';

/** So many of the newest stand on a card. */
const ON_CARD = 5;

/** A client as its page gives it to the places. */
interface ShownClient {
  id: number;
  side: 'crm' | 'invoicing';
  deletedAt: Date | null;
}

/** What one page shows in several places. */
interface Known {
  clientId: number | null;
  /** Where a letter is written; null when none may be. */
  writeHref: string | null;
  letters: ListedLetter[];
  /** Messages that brought offers; a deal's page has them of its offers. */
  offers: Written[];
}

/** Hangs letters on the pages of their clients, deals and messages; on Invoicing's side of a card there are none (R68, R81, R90). */
@Injectable()
export class LetterPanels implements OnModuleInit {
  private readonly known = new WeakMap<object, Promise<Known>>();

  constructor(
    private readonly panels: Panels,
    private readonly list: LetterList,
    private readonly files: LetterFiles,
  ) {}

  onModuleInit() {
    const ofClient = (client: ShownClient) => this.once(client, () => this.ofClient(client));
    const ofDeal = (deal: Deal) => this.once(deal, () => this.ofDeal(deal));
    this.panels.hang('client.actions', async (client: ShownClient) => actions(await ofClient(client)));
    this.panels.hang('client.beside', async (client: ShownClient) => cards(await ofClient(client)));
    this.panels.hang('client.timeline.more', async (client: ShownClient) => entries(await ofClient(client)));
    this.panels.hang('deal.actions', async (deal: Deal) => actions(await ofDeal(deal)));
    this.panels.hang('deal.beside', async (deal: Deal) => cards(await ofDeal(deal)));
    this.panels.hang('deal.timeline.more', async (deal: Deal) => entries(await ofDeal(deal)));
    this.panels.hang('message.attachments', (message: MailMessage) => this.attachments(message));
    this.panels.hang('message.beside', async ({ id }: { id: number }) => {
      const letter = await this.list.ofMessage(id);
      return letter ? [aboutCard(letter)] : [];
    });
  }

  private async attachments({ id, attachments }: MailMessage) {
    if (!attachments.some(({ source }) => source === LETTER_FILE)) return [];
    const files = await this.files.ofMessage(id);
    return files.map(({ letterId, position, size }) => ({
      ...{ position, href: `/crm/letters/${letterId}/files/${position}` },
      size: writtenSize({ size }, Person.current.language),
    }));
  }

  private once(subject: object, ask: () => Promise<Known>): Promise<Known> {
    const known = this.known.get(subject) ?? ask();
    this.known.set(subject, known);
    return known;
  }

  private async ofClient({ id, side, deletedAt }: ShownClient): Promise<Known> {
    if (side !== 'crm') return { clientId: id, writeHref: null, letters: [], offers: [] };
    const written = await this.list.toClient(id);
    const [letters, offers] = [false, true].map((ofOffers) => written.filter(({ offerId }) => (offerId !== null) === ofOffers));
    return { clientId: id, writeHref: deletedAt ? null : `/crm/clients/${id}/letters/new`, letters, offers };
  }

  private async ofDeal({ id, clientId, deletedAt }: Deal): Promise<Known> {
    const { letters, mayBeWritten } = await this.list.aboutDeal(id, clientId);
    return { clientId, writeHref: mayBeWritten && !deletedAt ? `/crm/deals/${id}/letters/new` : null, letters, offers: [] };
  }
}

function actions({ writeHref }: Known) {
  return writeHref ? [{ label: say('letters.write'), href: writeHref, primary: false }] : [];
}

function cards({ clientId, writeHref, letters }: Known) {
  if (!letters.length) return [];
  const allHref = letters.length > ON_CARD ? `/crm/outbox?client=${clientId}` : null;
  return [{ template: 'crm/letters/_card', writeHref, allHref, letters: letters.slice(0, ON_CARD).map(shown) }];
}

function shown({ messageId, subject, to, state, words, queuedAt, attached }: ListedLetter) {
  const { colour, sign } = LOOKS[state];
  const said = state === 'accepted' ? null : words;
  return {
    href: hrefOf(messageId),
    subject,
    to: to.join(', '),
    at: queuedAt,
    attached,
    state: stateOf(state),
    words: said,
    colour,
    sign,
  };
}

function entries({ letters, offers }: Known): Entry[] {
  const written = letters.map(({ messageId, subject, to, state, queuedAt, who }) => ({
    ...{ at: queuedAt, who, icon: LOOKS[state].sign, text: say('letters.entry', { subject }), href: hrefOf(messageId) },
    ...{ note: `${to.join(', ')} · ${stateOf(state)}`, changes: [], columns: [], values: {} },
    record: { table: 'mail_messages', id: messageId },
  }));
  const sent = offers.map(({ offerId, offer, queuedAt: at, who, to, state }) =>
    sentEntry({ offer: { id: offerId!, number: offer! }, at, who, to, state }),
  );
  return [...written, ...sent];
}

function aboutCard(letter: LetterOfMessage) {
  const { id, clientId, client, clientDeleted, dealId, deal, dealDeleted } = letter;
  const clientHref = `/crm/clients/${clientId}`;
  const dealHref = deal === null ? null : `/crm/deals/${dealId}`;
  const from = dealHref && !dealDeleted ? dealHref : clientHref;
  return {
    ...{ template: 'crm/letters/_about', client, clientHref, deal, dealHref, isAboutDeal: dealId !== null },
    againHref: clientDeleted ? null : `${from}/letters/new?again=${id}`,
  };
}

const hrefOf = (message: number) => `/crm/outbox/${message}`;

const stateOf = (state: ListedLetter['state']) => say(`mail.state.${state}`);
