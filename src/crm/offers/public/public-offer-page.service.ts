import { Injectable } from '@nestjs/common';
import { Person } from '../../../accounts/person';
import { today } from '../../../clock';
import { grossOf } from '../../deals/deal-lines.service';
import type { Offer, OfferState } from '../offer.entity';
import { OfferLines } from '../offer-lines.service';
import { OFFER_LOOKS } from '../offer-looks';
import { Offers } from '../offers.service';
import type { linkOf } from './offer-link.guard';

/** States in which the offer itself is shown; of one that was taken back nothing is. */
const SHOWN: OfferState[] = ['sent', 'opened', 'accepted', 'declined', 'expired'];

/** What a client sees of an offer by its link (R81, R124): what was sent to them, until when, and how they answered or may answer. */
@Injectable()
export class PublicOfferPage {
  constructor(
    private readonly offers: Offers,
    private readonly lines: OfferLines,
  ) {}

  /** What a link opens; null when it was taken back, with all that it led to. */
  async offerOf({ offer: id, revoked }: ReturnType<typeof linkOf>): Promise<Offer | null> {
    const offer = revoked ? null : await this.offers.find(id);
    return offer && SHOWN.includes(offer.stateOn(today())) ? offer : null;
  }

  /** @param address of the page itself */
  async of(link: ReturnType<typeof linkOf>, address: string) {
    const firm = Person.current.accountName;
    const answers = { name: '', note: '', reason: '', version: 0 };
    const offer = link.revoked ? null : await this.offers.find(link.offer);
    const name = offer ? offer.stateOn(today()) : ('deleted' as const);
    if (!offer || !SHOWN.includes(name)) {
      return {
        firm,
        closed: link.revoked ? 'revoked' : name,
        offer: null,
        state: null,
        mayAnswer: false,
        address,
        values: answers,
      };
    }
    const lines = await this.lines.of(offer.id);
    const { number, title, currency, validUntil, acceptedAt, acceptedBy, acceptNote, declinedAt, version } = offer;
    return {
      ...{ firm, closed: null, address, mayAnswer: name === 'sent' || name === 'opened' },
      state: { ...OFFER_LOOKS[name], name: name === 'sent' || name === 'opened' ? 'open' : name },
      offer: {
        ...{ number, title, currency, validUntil, acceptedAt, acceptedBy, acceptNote, declinedAt, version },
        gross: lines.length ? grossOf(lines) : null,
      },
      values: answers,
    };
  }
}
