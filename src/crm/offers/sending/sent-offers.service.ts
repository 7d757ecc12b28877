import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Actors } from '../../../accounts/actors.service';
import { Database } from '../../../database/database';
import type { Attachment } from '../../../mail/letter';
import { Mail } from '../../../mail/mail.service';
import type { Offer } from '../offer.entity';
import { Offers } from '../offers.service';
import { OfferPapers } from '../paper/offer-papers.service';
import { ENDED } from './on-offer-ended.listener';

/** Who makes the PDF of an offer when its message is handed over. */
export const SENT_OFFER = 'sent_offer';

/** Makes the PDF that goes with an offer's message, as the offer is with the client when the message is handed over (R81). */
@Injectable()
export class SentOffers implements OnModuleInit {
  constructor(
    private readonly mail: Mail,
    private readonly database: Database,
    private readonly actors: Actors,
    private readonly offers: Offers,
    private readonly papers: OfferPapers,
  ) {}

  onModuleInit() {
    this.mail.attach(SENT_OFFER, (account, { sending }) => this.made(account, Number(sending)));
  }

  private async made(account: number, sending: number): Promise<Attachment> {
    const prepared = await this.actors.as({ account }, () => this.database.asAccount(() => this.prepared(sending)));
    return { ...(await this.papers.printed(prepared)), type: 'application/pdf' };
  }

  /** Reads what is printed, and remembers which version that is. @throws Error for an offer that is no more: OnOfferEnded takes its message back */
  private async prepared(sending: number) {
    const [sent] = await this.database.query<{ offer: number; ended: boolean }[]>(
      `select s.offer_id offer, ${ENDED} ended from offer_sendings s join offers o on o.id = s.offer_id join deals d on d.id = o.deal_id
        where s.id = $1`,
      [sending],
    );
    if (sent.ended) throw new Error('The offer was taken back');
    const offer = await this.offers.find(sent.offer);
    await this.database.query('update offer_sendings set offer_version = $2 where id = $1', [sending, offer.version]);
    return this.papers.prepared(offer);
  }
}

/** The offer's number as a file's name. */
export function fileNameOf({ number }: Pick<Offer, 'number'>) {
  return number.replace(/[^\p{L}\p{N}.-]+/gu, '-');
}
