import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { BrokenRule } from '../../../broken-rule';
import { today } from '../../../clock';
import { Events } from '../../../events/events';
import { OfferAccepted, OfferDeclined } from '../../crm.events';
import { DealsService } from '../../deals/deals.service';
import { Offer } from '../offer.entity';
import { Offers } from '../offers.service';
import type { AcceptanceInput, RefusalInput } from './answer.input';

/** What clients do with the offers that they were sent (R124): an offer is answered once, whoever is quicker. */
@Injectable()
export class OfferAnswers {
  constructor(
    @InjectRepository(Offer) private readonly repository: Repository<Offer>,
    private readonly deals: DealsService,
    private readonly offers: Offers,
    private readonly events: Events,
  ) {}

  /** @throws BrokenRule when it cannot be answered any more, or says something else than what the client read */
  async accept(id: number, typed: AcceptanceInput) {
    const offer = await this.locked(id);
    if (!offer.accept(typed, today())) return;
    await this.repository.save(offer);
    await this.events.publish(new OfferAccepted(id));
  }

  /** @throws BrokenRule as accept */
  async decline(id: number, typed: RefusalInput) {
    const offer = await this.locked(id);
    if (!offer.decline(typed, today())) return;
    await this.repository.save(offer);
    await this.events.publish(new OfferDeclined(id));
  }

  /** Locked after its deal, so that whoever deletes that meanwhile comes before or after. @throws BrokenRule when the deal took it along */
  private async locked(id: number): Promise<Offer> {
    const { dealId } = await this.offers.find(id);
    const [deal] = await this.deals.lock([dealId]);
    const offer = await this.offers.lock(id);
    if (offer.endsWith(deal)) throw new BrokenRule('answer_to_deleted_offer');
    return offer;
  }
}
