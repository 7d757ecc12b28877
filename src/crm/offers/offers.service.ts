import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import { today } from '../../clock';
import { Database } from '../../database/database';
import { DealsService } from '../deals/deals.service';
import { Offer } from './offer.entity';
import type { OfferInput } from './offer.input';
import { OfferLines, typedLines } from './offer-lines.service';
import type { OfferSaying } from './offer-saying';

/** What people do with offers (R80-R84, R124). */
@Injectable()
export class Offers {
  constructor(
    @InjectRepository(Offer) private readonly offers: Repository<Offer>,
    private readonly deals: DealsService,
    private readonly lines: OfferLines,
    private readonly database: Database,
  ) {}

  /** An offer, a deleted one too. @throws EntityNotFoundError when there is none or its deal is not for this person */
  find(id: number): Promise<Offer> {
    return this.offers.findOneByOrFail({ id });
  }

  /** The same, locked until the transaction ends. Whoever needs the deal's lock too takes that first. */
  lock(id: number): Promise<Offer> {
    return this.offers.findOneOrFail({ where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  /** @throws BrokenRule when the deal is deleted, EntityNotFoundError when it is not to be seen */
  async create(input: OfferInput): Promise<Offer> {
    const [deal] = await this.deals.lock([input.dealId ?? 0]);
    if (deal.deleted) throw new BrokenRule('deal_is_deleted');
    const saying = this.said(input);
    const offer = this.offers.create({
      ...{ dealId: deal.id, departmentId: deal.departmentId, responsibleId: deal.responsibleId ?? Person.current.user },
      number: await this.nextNumber(),
    });
    offer.dress({ id: null, colour: null, showsLogo: true, footer: null });
    offer.describe(saying);
    await this.offers.insert(offer);
    await this.lines.insert(offer.id, saying.lines);
    return offer;
  }

  private said(typed: OfferInput): OfferSaying {
    const { title, language, currency, validUntil } = typed;
    return { title, language, currency, validUntil, html: typed.html ?? '', lines: typedLines(typed) };
  }

  /** "OF 12/2026": counted for the account, anew each year; a number whose offer came to nothing is given again. */
  private async nextNumber() {
    const year = today().slice(0, 4);
    const [{ last }] = await this.database.query<{ last: number }[]>(
      `insert into offer_numbers (year, last) values ($1, 1)
         on conflict (account_id, year) do update set last = offer_numbers.last + 1 returning last`,
      [year],
    );
    return `OF ${last}/${year}`;
  }
}
