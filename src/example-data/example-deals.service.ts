import { Injectable } from '@nestjs/common';
import { Actors } from '../accounts/actors.service';
import { addDays, today } from '../clock';
import { DealInput, DealLineInput } from '../crm/deals/deal.input';
import { DealsService } from '../crm/deals/deals.service';
import type { Stage } from '../crm/stages/stage.entity';
import { StagesService } from '../crm/stages/stages.service';
import { sum } from '../money/decimal';
import type { Card, Cast } from './cast';
import { DEALS, type ExampleDeal, LOST_DEALS } from './deals';
import { type Sale, saleOfDeal } from './sale';
import { type Sold, soldOf } from './sold';
import { textFor } from './texts';

/** Makes the deals, each by who is responsible for its client, and moves them to their stages. */
@Injectable()
export class ExampleDeals {
  constructor(
    private readonly deals: DealsService,
    private readonly stages: StagesService,
    private readonly actors: Actors,
  ) {}

  /** @returns the documents that are to be made from the deals */
  async make(cast: Cast): Promise<Sale[]> {
    const stages = await this.stages.list();
    const sales: Sale[] = [];
    for (const [place, deals] of DEALS.entries()) {
      for (const deal of deals) sales.push(...(await this.deal(cast, deal, stages[0], stages[place], null)));
    }
    const lost = stages.find((stage) => stage.lost)!;
    for (const [client, sells, days, reason] of LOST_DEALS) {
      await this.deal(cast, [client, sells, days], stages[0], lost, textFor(cast.owner, `lost.${reason}`));
    }
    return sales;
  }

  private deal(cast: Cast, [key, sells, days, documents]: ExampleDeal, first: Stage, stage: Stage, reason: string | null) {
    const card = cast.card(key);
    return this.actors.within(cast.person(card.responsible), async () => {
      const { id } = await this.deals.create(this.inputOf(cast, card, sells, days));
      if (stage.id !== first.id) await this.deals.move(id, stage.id, reason);
      return (documents?.split(' ') ?? []).map((document) => saleOfDeal(id, card, sells, document));
    });
  }

  private inputOf(cast: Cast, card: Card, sells: string, days: number): DealInput {
    const sold = soldOf(cast.owner, sells, card.currency);
    return Object.assign(new DealInput(), {
      name: `${sold[0].name} – ${card.shortName}`,
      agreedGross: sum(sold.map(({ gross, quantity }) => gross.times(quantity))),
      currency: card.currency,
      vatRate: sold[0].rate,
      clientId: card.id,
      contactId: card.contactId,
      departmentId: cast.department(card.department),
      responsibleId: cast.person(card.responsible).user,
      expectedOn: addDays(today(), days),
      lines: sold.length > 1 ? sold.map(lineOf) : [],
    });
  }
}

/** As what is sold stands on a deal that names more than one thing (R123). */
function lineOf({ name, unit, quantity, gross, rate }: Sold): DealLineInput {
  return Object.assign(new DealLineInput(), { name, unit, quantity, price: gross, rate });
}
