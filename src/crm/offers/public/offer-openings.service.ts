import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { Person } from '../../../accounts/person';
import { Database } from '../../../database/database';
import { Transaction } from '../../../database/transaction';
import { Events } from '../../../events/events';
import { OfferOpened } from '../../crm.events';
import { Offer } from '../offer.entity';
import { Offers } from '../offers.service';

/** Remembers that the client opened an offer, the first time that they do (R81). */
@Injectable()
export class OfferOpenings {
  private readonly log = new Logger(OfferOpenings.name);

  constructor(
    @InjectRepository(Offer) private readonly repository: Repository<Offer>,
    private readonly database: Database,
    private readonly offers: Offers,
    private readonly events: Events,
  ) {}

  /** Once the page's own transaction, which may only read, is over; nothing for an offer that was opened, or is closed to answers. */
  remember(offer: Offer) {
    if (offer.openedAt) return;
    const reader = Person.current;
    Transaction.current!.afterwards((committed) => {
      if (!committed) return;
      reader.during(() => this.database.run(reader.who, () => this.open(offer.id))).catch((error) => this.log.error(error));
    });
  }

  private async open(id: number) {
    const offer = await this.offers.lock(id);
    if (!offer.open()) return;
    await this.repository.save(offer);
    await this.events.publish(new OfferOpened(id));
  }
}
