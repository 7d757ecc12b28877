import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { History } from '../../history/history.service';
import { Side } from '../../web/doors';
import { FormOf } from '../../web/form';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { Panels } from '../../web/panels';
import { StagesService } from '../stages/stages.service';
import { DealInput } from './deal.input';
import { filtersOf, listHref } from './deal-filters';
import { blankValues, choicesOf, valuesOf } from './deal-form';
import { DealList } from './deal-list.service';
import { DealParties } from './deal-parties.service';
import { shownDeal } from './deal-shown';
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
    private readonly history: History,
    private readonly panels: Panels,
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
      bulkActions: await this.panels.at('deals.bulk', request.person),
    };
  }

  @Get('new')
  @Render('crm/deals/blank')
  async blank(@Req() request: Request) {
    const values = blankValues(request);
    const stages = await this.stages.list();
    return {
      values,
      ...(await choicesOf(this.parties, values, request.person)),
      stages: stages.map(({ id, name }) => ({ value: id, label: name })),
    };
  }

  @Post()
  @FormOf('blank')
  async create(@Body() input: DealInput, @Req() request: Request) {
    const { id } = await this.deals.create(input);
    flash(request, 'success', 'deals.created');
    return redirect(`/crm/deals/${id}`);
  }

  @Get(':id')
  @Render('crm/deals/show')
  async show(@Req() request: Request) {
    const deal = await this.deals.find(idOf(request));
    const stages = await this.stages.list();
    return {
      deal: shownDeal(deal),
      names: await this.parties.namesOf(deal),
      stage: await this.stages.evenRemoved(deal.stageId),
      stages: stages.map(({ id, name }) => ({ value: id, label: name })),
      actions: deal.deleted ? [] : await this.panels.at('deal.actions', deal),
      documents: await this.panels.at('deal.documents', deal),
      entries: await this.history.of([{ table: 'deals', id: deal.id }], request.person.language),
    };
  }

  @Get(':id/edit')
  @Render('crm/deals/edit')
  async edit(@Req() request: Request) {
    const deal = await this.deals.find(idOf(request));
    const values = valuesOf(deal);
    // The version of now, not the one that was posted: who saves again has been told that somebody else was here (R117).
    return { deal: shownDeal(deal), version: deal.version, values, ...(await choicesOf(this.parties, values, request.person)) };
  }

  @Post(':id')
  @FormOf('edit')
  async update(@Body() input: DealInput, @Req() request: Request) {
    const id = idOf(request);
    await this.deals.update(id, input);
    flash(request, 'success', 'deals.saved');
    return redirect(`/crm/deals/${id}`);
  }
}
