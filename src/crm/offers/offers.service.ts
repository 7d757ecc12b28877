import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import { addDays, today } from '../../clock';
import { Database } from '../../database/database';
import { Events } from '../../events/events';
import { History } from '../../history/history.service';
import { type Conflict, changedMeanwhile, merged, openedOf } from '../../web/merging';
import { say } from '../../web/say';
import { OfferDeleted, OfferWithdrawn } from '../crm.events';
import { writtenLines } from '../deals/deal-saying';
import { DealsService } from '../deals/deals.service';
import { cleanHtml } from './clean-html';
import { digestOf } from './digest';
import { type Dressing, Offer } from './offer.entity';
import type { OfferInput } from './offer.input';
import { OfferBeginnings } from './offer-beginnings.service';
import { type FilledOffer, OfferFilling } from './offer-filling.service';
import { OfferLines, typedLines } from './offer-lines.service';
import type { OfferedLine, OfferSaying } from './offer-saying';

const USUAL_DAYS = 14;

/** What people do with offers (R80-R84, R124). */
@Injectable()
export class Offers {
  constructor(
    @InjectRepository(Offer) private readonly offers: Repository<Offer>,
    private readonly deals: DealsService,
    private readonly lines: OfferLines,
    private readonly beginnings: OfferBeginnings,
    private readonly filling: OfferFilling,
    private readonly history: History,
    private readonly database: Database,
    private readonly events: Events,
  ) {}

  /** An offer, a deleted one too. @throws EntityNotFoundError when there is none or its deal is not for this person */
  find(id: number): Promise<Offer> {
    return this.offers.findOneByOrFail({ id });
  }

  /** The same, locked until the transaction ends. Whoever needs the deal's lock too takes that first. */
  lock(id: number): Promise<Offer> {
    return this.offers.findOneOrFail({ where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  /** @throws BrokenRule when the deal is deleted or the text cannot be taken, EntityNotFoundError when the deal is not to be seen */
  async create(input: OfferInput): Promise<Offer> {
    const { beginning, html } = await this.beginnings.taken(input);
    const saying = await this.said({ ...input, html }, beginning.html);
    return this.make(input.dealId ?? 0, beginning, saying);
  }

  /**
   * @returns names of variables that have nothing to say to the client who reads it from now on; none while nobody has it
   * @throws BrokenRule as create, InvalidInput when somebody else changed the same fields since the form was opened (R117)
   */
  async update(id: number, typed: OfferInput): Promise<string[]> {
    const said = await this.said(typed, (await this.find(id)).html);
    const offer = await this.lock(id);
    offer.allowChange();
    const before = mergedFieldsOf(offer, await this.lines.of(id));
    const { input, conflicts } = merged({ ...said, html: digestOf(said.html) }, typed.opened, before);
    if (conflicts.length) throw await this.changedMeanwhile(conflicts, typed.opened, offer);
    if (openedOf(input) === openedOf(before)) return [];
    offer.describe({ ...input, html: input.html === before.html ? offer.html : said.html });
    if (openedOf({ lines: input.lines }) !== openedOf({ lines: before.lines })) await this.lines.replace(id, input.lines);
    const told = offer.sentAt ? await this.toldOf(offer, input.lines) : null;
    offer.renew(told?.html ?? null);
    await this.offers.save(offer);
    return told?.empty ?? [];
  }

  /** What the client reads from now on. @throws BrokenRule when it names what there is not, or what is not told to clients */
  private async toldOf(offer: Offer, lines: OfferedLine[]): Promise<FilledOffer> {
    const filled = await this.filling.of(offer, lines);
    await this.filling.refuseUntold(filled);
    return filled;
  }

  /** A new offer that says the same, of the same deal, not sent yet; whatever became of the first. */
  async copy(id: number): Promise<Offer> {
    const offer = await this.find(id);
    const validUntil = offer.validUntil === null ? null : usualValidity();
    const beginning = { ...offer, id: offer.templateId };
    return this.make(offer.dealId, beginning, { ...offer, validUntil, lines: await this.lines.of(id) });
  }

  /** Takes it back from the client; its link says so from now on. */
  async withdraw(id: number) {
    await this.change(id, (offer) => offer.withdraw());
    await this.events.publish(new OfferWithdrawn(id));
  }

  async delete(id: number) {
    await this.change(id, (offer) => offer.delete(Person.current.user));
    await this.events.publish(new OfferDeleted(id));
  }

  async restore(id: number) {
    await this.change(id, (offer) => offer.restore());
  }

  private async change(id: number, verb: (offer: Offer) => void) {
    const offer = await this.lock(id);
    verb(offer);
    await this.offers.save(offer);
  }

  private async make(dealId: number, beginning: Dressing, saying: OfferSaying) {
    const [deal] = await this.deals.lock([dealId]);
    if (deal.deleted) throw new BrokenRule('deal_is_deleted');
    const offer = this.offers.create({
      ...{ dealId: deal.id, departmentId: deal.departmentId, responsibleId: deal.responsibleId ?? Person.current.user },
      number: await this.nextNumber(),
    });
    offer.dress(beginning);
    offer.describe(saying);
    await this.offers.insert(offer);
    await this.lines.insert(offer.id, saying.lines);
    return offer;
  }

  /** @param known HTML whose pictures need not be made anew */
  private async said(typed: OfferInput, known: string): Promise<OfferSaying> {
    const { title, language, currency, validUntil } = typed;
    return { title, language, currency, validUntil, html: await cleanHtml(typed.html, known), lines: typedLines(typed) };
  }

  private async changedMeanwhile(conflicts: Conflict[], opened: string | null, offer: Offer) {
    const labels = {
      language: say(`offers.language.${offer.language}`),
      html: say('offers.other_text'),
      lines: writtenLines(await this.lines.of(offer.id)),
    };
    return changedMeanwhile(conflicts, opened, await this.history.lastWriter('offers', offer.id), labels);
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

/** The fields of an offer's form that two people's changes are put together by; its text as a digest. */
export function mergedFieldsOf({ title, language, currency, validUntil, html }: Offer, lines: OfferedLine[]): OfferSaying {
  return { title, language, currency, validUntil, html: digestOf(html), lines };
}

/** Until when a new offer is valid, unless somebody says otherwise. */
export function usualValidity() {
  return addDays(today(), USUAL_DAYS);
}
