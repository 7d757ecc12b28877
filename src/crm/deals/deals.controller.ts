import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { OwnValues } from '../../own-fields/own-values.service';
import { Side } from '../../web/doors';
import { FormOf } from '../../web/form';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { InvalidInput } from '../../web/input.pipe';
import { Panels, primaryFirst } from '../../web/panels';
import { StagesService } from '../stages/stages.service';
import { DealInput } from './deal.input';
import { filtersOf, listHref } from './deal-filters';
import { addLines, blankValues, choicesOf, clientLabel, valuesOf } from './deal-form';
import { DealLines, valueOfLine } from './deal-lines.service';
import { DealList } from './deal-list.service';
import { agreedNetOf } from './deal-net';
import { DealParties, NOBODY } from './deal-parties.service';
import { shownDeal } from './deal-shown';
import { DealTimeline } from './deal-timeline.service';
import { DealsService } from './deals.service';

/** Deals: the list, the card, the form. */
@Side('crm')
@Controller('crm/deals')
export class DealsController {
  constructor(
    private readonly deals: DealsService,
    private readonly list: DealList,
    private readonly stages: StagesService,
    private readonly parties: DealParties,
    private readonly lines: DealLines,
    private readonly timeline: DealTimeline,
    private readonly panels: Panels,
    private readonly own: OwnValues,
  ) {}

  @Get()
  @Render('crm/deals/index')
  async index(@Req() request: Request) {
    const filters = filtersOf(request);
    const { rows, newer, older } = await this.list.page(filters);
    const stages = await this.stages.list();
    return {
      rows,
      totals: await this.list.totals(filters),
      filters,
      narrowed: listHref(filters) !== '/crm/deals',
      stages: stages.map((stage) => ({
        name: stage.name,
        colour: stage.colour,
        active: stage.id === filters.stage,
        href: listHref({ ...filters, stage: stage.id === filters.stage ? null : stage.id }),
      })),
      people: await this.parties.people(),
      departments: await this.parties.departments(),
      newerHref: newer ? listHref(filters, { after: newer }) : null,
      olderHref: older ? listHref(filters, { before: older }) : null,
      bulkActions: filters.deleted ? [] : await this.panels.at('deals.bulk', request.person),
    };
  }

  @Get('new')
  @Render('crm/deals/blank')
  async blank(@Req() request: Request) {
    const { person, query } = request;
    const clientId = /^[1-9]\d{0,15}$/.test(query.client ?? '') ? Number(query.client) : null;
    const { client } = await this.parties.namesOf({ ...NOBODY, clientId });
    const values = blankValues(person, client === null ? '' : clientLabel(clientId, client));
    const stages = await this.stages.list();
    addLines(request);
    return {
      values,
      ownFields: await this.own.inputs('deal', null, request.body),
      ...(await choicesOf(this.parties, values, request)),
      stages: stages.filter(({ lost }) => !lost).map(({ id, name }) => ({ value: id, label: name })),
    };
  }

  @Post()
  @FormOf('blank')
  async create(@Body() input: DealInput, @Req() request: Request) {
    if (input.next === 'line') throw new InvalidInput([]);
    const { id } = await this.deals.create(input);
    flash(request, 'success', 'deals.created');
    return redirect(`/crm/deals/${id}`);
  }

  @Get(':id')
  @Render('crm/deals/show')
  async show(@Req() request: Request) {
    const [deal, stages] = await Promise.all([this.deals.find(idOf(request)), this.stages.list()]);
    const [{ names, lines }, ownFacts] = await Promise.all([this.parties.around(deal), this.own.facts('deal', deal)]);
    const stage = stages.find(({ id }) => id === deal.stageId) ?? (await this.stages.evenRemoved(deal.stageId));
    return {
      deal: shownDeal(deal),
      ...{ names, ownFacts },
      lines: lines.map((line) => ({ ...line, value: valueOfLine(line) })),
      agreedNet: agreedNetOf(deal, lines),
      stage,
      stages: stages.map(({ id, name, lost }) => ({ value: id, label: name, lost })),
      actions: deal.deleted ? [] : primaryFirst(await this.panels.at('deal.actions', deal)),
      documents: await this.panels.at('deal.documents', deal),
      beside: await this.panels.at('deal.beside', deal),
      entries: await this.timeline.of(deal, request.person),
    };
  }

  @Get(':id/edit')
  @Render('crm/deals/edit')
  async edit(@Req() request: Request) {
    const deal = await this.deals.find(idOf(request));
    const { client } = await this.parties.namesOf(deal);
    const lines = await this.lines.typedOf(deal.id);
    const values = valuesOf(deal, lines, client, await this.own.current('deal', deal));
    const ownFields = await this.own.inputs('deal', deal, request.body);
    addLines(request);
    return {
      deal: shownDeal(deal),
      summed: lines.length > 0,
      values,
      ownFields,
      ...(await choicesOf(this.parties, values, request)),
    };
  }

  @Post(':id')
  @FormOf('edit')
  async update(@Body() input: DealInput, @Req() request: Request) {
    const id = idOf(request);
    if (input.next === 'line') throw new InvalidInput([]);
    await this.deals.update(id, input);
    flash(request, 'success', 'deals.saved');
    return redirect(`/crm/deals/${id}`);
  }
}
