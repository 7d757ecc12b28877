import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { writtenDay, writtenMoney } from '../../web/formats';
import { Panels } from '../../web/panels';
import { say } from '../../web/say';
import { OfferList } from './offer-list.service';
import { OFFER_LOOKS } from './offer-looks';

/** What deals' pages show of offers: the way to make one, and those that are there (R83). */
@Injectable()
export class OfferPanels implements OnModuleInit {
  constructor(
    private readonly panels: Panels,
    private readonly list: OfferList,
  ) {}

  onModuleInit() {
    this.panels.hang('deal.actions', async ({ id }: { id: number }) => [
      { href: `/crm/offers/new?deal=${id}`, label: say('offers.make'), primary: false },
    ]);
    this.panels.hang('deal.documents', ({ id }: { id: number }) => this.documents(id));
  }

  private async documents(deal: number) {
    const { language } = Person.current;
    const offers = await this.list.ofDeal(deal);
    return offers.map(({ id, number, state, madeOn, gross, currency }) => ({
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
}
