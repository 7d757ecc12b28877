import { Injectable } from '@nestjs/common';
import { Person } from '../../../accounts/person';
import { today } from '../../../clock';
import { grossOf } from '../../deals/deal-lines.service';
import { DealsService } from '../../deals/deals.service';
import type { Offer, OfferState } from '../offer.entity';
import { OfferLines } from '../offer-lines.service';
import { OFFER_LOOKS } from '../offer-looks';
import { Offers } from '../offers.service';
import type { linkOf } from './offer-link.guard';

/** States in which the offer itself is shown; of one that was taken back nothing is. */
const SHOWN: OfferState[] = ['sent', 'opened', 'accepted', 'declined', 'expired'];
const ANSWERS = { name: '', note: '', reason: '', version: 0 };

/** What a link opens: an offer as it stands, or why nothing is shown of it any more. */
export type Opened =
  | { offer: Offer; state: OfferState; closed: null }
  | { offer: null; state: null; closed: OfferState | 'revoked' };

/** What a client sees of an offer by its link (R81, R124): what was sent to them, until when, and how they answered or may answer. */
@Injectable()
export class PublicOfferPage {
  constructor(
    private readonly offers: Offers,
    private readonly deals: DealsService,
    private readonly lines: OfferLines,
  ) {}

  async opened({ offer: id, revoked }: ReturnType<typeof linkOf>): Promise<Opened> {
    if (revoked) return { offer: null, state: null, closed: 'revoked' };
    const offer = await this.offers.find(id);
    const state = offer.endsWith(await this.deals.find(offer.dealId)) ? 'deleted' : offer.stateOn(today());
    return SHOWN.includes(state) ? { offer, state, closed: null } : { offer: null, state: null, closed: state };
  }

  /** @param address of the page itself */
  async of({ offer, state, closed }: Opened, address: string) {
    const { accountName: firm } = Person.current;
    if (!offer) return { firm, closed, offer: null, state: null, mayAnswer: false, address, values: ANSWERS };
    const lines = await this.lines.of(offer.id);
    const { number, title, currency, validUntil, acceptedAt, acceptedBy, acceptNote, declinedAt, version } = offer;
    const mayAnswer = state === 'sent' || state === 'opened';
    return {
      ...{ firm, closed: null, address, mayAnswer, values: ANSWERS },
      state: { ...OFFER_LOOKS[state], name: mayAnswer ? 'open' : state },
      offer: {
        ...{ number, title, currency, validUntil, acceptedAt, acceptedBy, acceptNote, declinedAt, version },
        gross: lines.length ? grossOf(lines) : null,
      },
    };
  }
}
