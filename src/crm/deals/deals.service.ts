import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, QueryFailedError, Repository } from 'typeorm';
import { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import { Events } from '../../events/events';
import { History } from '../../history/history.service';
import { ZERO } from '../../money/decimal';
import { OwnValues } from '../../own-fields/own-values.service';
import { type Conflict, changedMeanwhile, merged, openedOf } from '../../web/merging';
import { DealChanged, DealCreated, DealDeleted, DealMoved, DealRestored } from '../crm.events';
import { StagesService } from '../stages/stages.service';
import { Deal } from './deal.entity';
import type { DealInput } from './deal.input';
import type { DealLine } from './deal-line.entity';
import { DealLines, filledLines, grossOf, HIGHEST_GROSS } from './deal-lines.service';
import { DealParties } from './deal-parties.service';
import { type DealSaying, sayingOf, writtenLines } from './deal-saying';

/** What people do with deals. */
@Injectable()
export class DealsService {
  constructor(
    @InjectRepository(Deal) private readonly deals: Repository<Deal>,
    private readonly stages: StagesService,
    private readonly parties: DealParties,
    private readonly lines: DealLines,
    private readonly history: History,
    private readonly own: OwnValues,
    private readonly database: Database,
    private readonly events: Events,
  ) {}

  /** A deal, a deleted one too. @throws EntityNotFoundError when there is none or it is not for this person */
  find(id: number): Promise<Deal> {
    return this.deals.findOneByOrFail({ id });
  }

  /** Deals locked until the transaction ends, always in the order of their ids. @throws EntityNotFoundError when one is not to be seen */
  async lock(ids: number[]): Promise<Deal[]> {
    const deals = await this.deals.find({ where: { id: In(ids) }, order: { id: 'ASC' }, lock: { mode: 'for_no_key_update' } });
    if (deals.length < new Set(ids).size)
      await this.deals.findOneByOrFail({ id: ids.find((id) => !deals.some((d) => d.id === id)) });
    return deals;
  }

  /** Those of these deals that are to be seen, locked until the transaction ends in the order of their ids; one statement, nothing else read. */
  async lockMany(ids: number[]) {
    await this.database.query('select from deals where id = any ($1) order by id for no key update', [ids]);
  }

  /** Lines of several deals, in their order. */
  linesOf(ids: number[]): Promise<DealLine[]> {
    return this.lines.of(ids);
  }

  /** @throws BrokenRule when a client, person, department or stage cannot be chosen, or the deal would be out of its maker's reach */
  async create(typed: DealInput): Promise<Deal> {
    const input = await this.said(typed);
    await this.parties.check(input);
    const stage = input.stageId ? await this.stageInUse(input.stageId) : await this.stages.firstOf('open');
    const deal = this.deals.create({ own: {} });
    const own = await this.own.said('deal', typed.own);
    fill(deal, input);
    deal.move(stage, null);
    await this.own.write('deal', deal, own);
    await this.save(deal);
    await this.own.keep('deal', deal.id, own);
    await this.lines.insert(deal.id, input.lines);
    await this.events.publish(new DealCreated(deal.id));
    return deal;
  }

  /** @throws BrokenRule as create, InvalidInput when somebody else changed the same fields since the form was opened (R117) */
  async update(id: number, typed: DealInput) {
    const deal = await this.lockOne(id);
    const before = sayingOf(deal, await this.lines.typedOf(id));
    const [{ input, conflicts }, own] = [
      merged(await this.said(typed), typed.opened, before),
      await this.ownTogether(deal, typed),
    ];
    conflicts.push(...own.conflicts);
    if (conflicts.length) throw await this.changedMeanwhile(conflicts, typed.opened, deal);
    await this.parties.check(input, deal);
    fill(deal, input);
    await this.own.write('deal', deal, own.input);
    await this.save(deal);
    await this.own.keep('deal', id, own.input);
    if (openedOf({ lines: input.lines }) !== openedOf({ lines: before.lines })) await this.lines.replace(id, input.lines);
    await this.events.publish(new DealChanged(id));
  }

  /** Puts a deal in another stage; the reason is kept of a lost one. @throws BrokenRule when there is no such stage */
  async move(id: number, stageId: number, reason: string | null) {
    const deal = await this.lockOne(id);
    const from = deal.stageId;
    deal.move(await this.stageInUse(stageId), reason);
    await this.save(deal);
    if (from !== stageId) await this.events.publish(new DealMoved(id, from, stageId));
  }

  /** Deletes a deal; its documents stay (R47). Once deleted, a second time changes nothing. */
  async delete(id: number) {
    const [deal] = await this.lock([id]);
    if (deal.deleted) return;
    deal.delete(Person.current.user);
    await this.save(deal);
    await this.events.publish(new DealDeleted(id));
  }

  async restore(id: number) {
    const [deal] = await this.lock([id]);
    if (!deal.deleted) return;
    deal.restore();
    await this.save(deal);
    await this.events.publish(new DealRestored(id));
  }

  /** What the form says: the client whom its words mean, and the rows that somebody typed in. */
  private async said(typed: DealInput): Promise<DealSaying> {
    const clientId = await this.parties.clientMeant(typed);
    return { ...typed, clientId, lines: filledLines(typed) };
  }

  private async ownTogether(deal: Deal, { own, opened }: DealInput) {
    return merged(await this.own.said('deal', own), opened, await this.own.current('deal', deal));
  }

  private async changedMeanwhile(conflicts: Conflict[], opened: string | null, deal: Deal) {
    const [who, names] = [await this.history.lastWriter('deals', deal.id), await this.parties.namesOf(deal)];
    const { client, contact, department, responsible } = names;
    const lines = conflicts.some(({ field }) => field === 'lines') ? writtenLines(await this.lines.typedOf(deal.id)) : null;
    const labels = { clientId: client, contactId: contact, departmentId: department, responsibleId: responsible, lines };
    const own = await this.own.inWords('deal', await this.own.current('deal', deal));
    return changedMeanwhile(conflicts, opened, who, { ...labels, ...own });
  }

  private async lockOne(id: number) {
    const [deal] = await this.lock([id]);
    if (deal.deleted) throw new BrokenRule('deal_is_deleted');
    return deal;
  }

  private async stageInUse(id: number) {
    const stage = await this.stages.chosen(id);
    if (!stage) throw new BrokenRule('stage_unknown', {}, 'stageId');
    return stage;
  }

  /** The policies refuse a deal that its own writer could not see any more (R72). */
  private async save(deal: Deal) {
    await this.deals.save(deal).catch((error) => {
      if (error instanceof QueryFailedError && error.driverError.code === '42501')
        throw new BrokenRule('deal_out_of_reach', {}, 'responsibleId');
      throw error;
    });
  }
}

/** @throws BrokenRule when the lines come to more than a deal can be worth */
function fill(deal: Deal, input: DealSaying) {
  const gross = input.lines.length ? grossOf(input.lines) : (input.agreedGross ?? ZERO);
  if (gross.gt(HIGHEST_GROSS)) throw new BrokenRule('deal_value_too_high', {}, 'lines');
  deal.rename(input.name);
  deal.reprice(gross, input.currency, input.vatRate);
  const { clientId, contactId, departmentId, responsibleId, description, paymentDays, expectedOn } = input;
  Object.assign(deal, { clientId, contactId, departmentId, responsibleId, description, paymentDays, expectedOn });
}
