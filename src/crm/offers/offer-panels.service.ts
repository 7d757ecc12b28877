import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { writtenDay, writtenMoney } from '../../web/formats';
import { Panels } from '../../web/panels';
import { say } from '../../web/say';
import { sentEntry } from '../letters/sent-offer-entry';
import { OfferList, type OfferOfDeal } from './offer-list.service';
import { OFFER_LOOKS } from './offer-looks';

/** A deal as its page gives it to the places. */
interface Subject {
  id: number;
}

/** What deals' pages show of offers: the way to make one, those that are there, and in the timeline when each was sent (R81, R83). */
@Injectable()
export class OfferPanels implements OnModuleInit {
  /** What one page shows in two places. */
  private readonly known = new WeakMap<Subject, Promise<OfferOfDeal[]>>();

  constructor(
    private readonly panels: Panels,
    private readonly list: OfferList,
  ) {}

  onModuleInit() {
    this.panels.hang('deal.actions', async ({ id }: Subject) => [
      { href: `/crm/offers/new?deal=${id}`, label: say('offers.make'), primary: false },
    ]);
    this.panels.hang('deal.documents', async (deal: Subject) => documents(await this.offersOf(deal)));
    this.panels.hang('deal.timeline.more', async (deal: Subject) => entries(await this.offersOf(deal)));
  }

  private offersOf(deal: Subject): Promise<OfferOfDeal[]> {
    const known = this.known.get(deal) ?? this.list.ofDeal(deal.id);
    this.known.set(deal, known);
    return known;
  }
}

function documents(offers: OfferOfDeal[]) {
  const { language } = Person.current;
  return offers
    .filter(({ state }) => state !== 'deleted')
    .map(({ id, number, state, madeOn, gross, currency }) => ({
      ...{
        href: `/crm/offers/${id}`,
        label: number,
        kind: say('offers.one'),
        day: writtenDay(madeOn, language),
        more: null,
        partly: null,
      },
      ...{ gross: writtenMoney(gross, currency, language), state: say(`offers.state.${state}`), ...OFFER_LOOKS[state] },
    }));
}

function entries(offers: OfferOfDeal[]) {
  return offers.flatMap(({ id, number, sendings }) =>
    sendings.map(({ at, ...sending }) => sentEntry({ offer: { id, number }, at: new Date(at), ...sending })),
  );
}
