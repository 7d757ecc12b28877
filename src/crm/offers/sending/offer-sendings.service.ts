import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { BrokenRule } from '../../../broken-rule';
import { today } from '../../../clock';
import { Database } from '../../../database/database';
import { Events } from '../../../events/events';
import { addressesIn } from '../../../mail/addresses';
import { Mail } from '../../../mail/mail.service';
import { htmlOf } from '../../../mail/template-text';
import { OfferSent } from '../../crm.events';
import { LetterDesk } from '../../letters/letter-desk.service';
import { departmentOf, Letters } from '../../letters/letters.service';
import { Offer } from '../offer.entity';
import { type FilledOffer, OfferFilling } from '../offer-filling.service';
import { OfferLines } from '../offer-lines.service';
import { Offers } from '../offers.service';
import { OfferLinks } from '../public/offer-links.service';
import { OfferReminders } from '../reminders/offer-reminders.service';
import { OfferLetters } from './offer-letters.service';
import type { OfferSendingInput } from './offer-sending.input';
import { fileNameOf, SENT_OFFER } from './sent-offers.service';

/** Sends offers to clients by mail (R81): each message is queued in the transaction that remembers it and what the client is shown. */
@Injectable()
export class OfferSendings {
  constructor(
    @InjectRepository(Offer) private readonly repository: Repository<Offer>,
    private readonly database: Database,
    private readonly offers: Offers,
    private readonly lines: OfferLines,
    private readonly filling: OfferFilling,
    private readonly letters: Letters,
    private readonly desk: LetterDesk,
    private readonly words: OfferLetters,
    private readonly links: OfferLinks,
    private readonly reminders: OfferReminders,
    private readonly mail: Mail,
    private readonly events: Events,
  ) {}

  /**
   * Sends what was typed. @returns to whom, and whether a mail server will take it
   * @throws BrokenRule at the field that cannot be taken, or saying why the offer cannot go as it is
   */
  async send(id: number, typed: OfferSendingInput): Promise<{ to: string; served: boolean }> {
    const { dealId } = await this.offers.find(id);
    const { client } = await this.letters.aboutDeal(dealId);
    const offer = await this.offers.lock(id);
    if (typed.version !== offer.version) throw new BrokenRule('offer_changed_meanwhile');
    const to = addressesIn(await this.addressed(client, typed), 'to');
    const cc = addressesIn(typed.cc, 'cc');
    const lines = await this.lines.of(id);
    const filled = await this.filling.of(offer, lines);
    await this.refuseIncomplete(filled, typed.emptyToo);
    offer.send(filled.html, today());
    await this.repository.save(offer);
    const { url } = await this.links.of(id);
    const letter = await this.words.finished(offer, lines, { subject: typed.subject, body: typed.body ?? '' }, url);
    await this.queue(offer, client.id, departmentOf(client, offer), { to, cc, ...letter });
    await this.reminders.arrange(id, typed.remind ? (typed.remindAfter ?? 0) : null, typed.endsOnContact);
    await this.events.publish(new OfferSent(id));
    return { to: to.join(', '), served: await this.letters.isServed(client, offer) };
  }

  private async addressed(client: Parameters<LetterDesk['known']>[0], { people, to }: OfferSendingInput) {
    const known = await this.desk.known(client);
    const ticked = people.flatMap((person) => known.find(({ id }) => id === person)?.email ?? []);
    return [...ticked, ...(to ? [to] : [])].join(' ');
  }

  /** What is empty goes once somebody said so. @throws BrokenRule */
  private async refuseIncomplete(filled: FilledOffer, emptyToo: boolean) {
    await this.filling.refuseUntold(filled);
    const { empty } = filled;
    if (empty.length && !emptyToo) throw new BrokenRule('offer_names_empty', await this.filling.inWords(empty), 'emptyToo');
  }

  private async queue(
    offer: Offer,
    clientId: number,
    departmentId: number | null,
    { to, cc, subject, body }: { to: string[]; cc: string[]; subject: string; body: string },
  ) {
    const [{ id }] = await this.database.query<{ id: number }[]>(
      `insert into offer_sendings (offer_id, offer_version, recipients, copies, subject) values ($1, $2, $3, $4, $5) returning id`,
      [offer.id, offer.version, to, cc, subject],
    );
    const message = await this.mail.queue({
      ...{
        side: 'crm',
        clientId,
        departmentId,
        to,
        cc,
        subject,
        text: body,
        html: htmlOf(body),
        language: offer.language,
        byHand: true,
      },
      attachments: [{ source: SENT_OFFER, ref: { sending: id }, name: `${fileNameOf(offer)}.pdf` }],
    });
    await this.database.query('update offer_sendings set message_id = $2 where id = $1', [id, message]);
  }
}
