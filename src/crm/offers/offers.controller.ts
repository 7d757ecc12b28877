import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { today } from '../../clock';
import { History } from '../../history/history.service';
import { Side } from '../../web/doors';
import { FormOf } from '../../web/form';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { InvalidInput } from '../../web/input.pipe';
import { Panels } from '../../web/panels';
import { grossOf, valueOfLine } from '../deals/deal-lines.service';
import { DealParties } from '../deals/deal-parties.service';
import { DealsService } from '../deals/deals.service';
import { OfferInput } from './offer.input';
import { OfferBeginnings } from './offer-beginnings.service';
import { OfferFilling } from './offer-filling.service';
import { filtersOf, LISTED_STATES, listHref } from './offer-filters';
import { addLines, blankValues, offeredChoices, valuesOf } from './offer-form';
import { firstLines, OfferLines } from './offer-lines.service';
import { OfferList } from './offer-list.service';
import { OFFER_LOOKS } from './offer-looks';
import { OfferVariables } from './offer-variables.service';
import { Offers } from './offers.service';

/** Offers: the list, the page, the form (R80, R83). */
@Side('crm')
@Controller('crm/offers')
export class OffersController {
  constructor(
    private readonly offers: Offers,
    private readonly lines: OfferLines,
    private readonly list: OfferList,
    private readonly beginnings: OfferBeginnings,
    private readonly filling: OfferFilling,
    private readonly variables: OfferVariables,
    private readonly deals: DealsService,
    private readonly parties: DealParties,
    private readonly history: History,
    private readonly panels: Panels,
  ) {}

  @Get()
  @Render('crm/offers/index')
  async index(@Req() request: Request) {
    const filters = filtersOf(request);
    const { rows, newer, older } = await this.list.page(filters);
    return {
      rows: rows.map((row) => ({ ...row, ...OFFER_LOOKS[row.state] })),
      filters,
      narrowed: listHref(filters) !== '/crm/offers',
      states: LISTED_STATES.map((state) => ({
        ...{ state, ...OFFER_LOOKS[state], active: state === filters.state },
        href: listHref({ ...filters, state: state === filters.state ? null : state }),
      })),
      people: await this.parties.people(filters.responsible),
      newerHref: newer ? listHref(filters, { after: newer }) : null,
      olderHref: older ? listHref(filters, { before: older }) : null,
    };
  }

  /** Without a deal in the address it asks for one: an offer is always a deal's. */
  @Get('new')
  @Render('crm/offers/blank')
  async blank(@Req() request: Request) {
    const dealId = idIn(request.body?.dealId ?? request.query.deal);
    if (dealId === null) return { deal: null, deals: await this.list.newestDeals() };
    const deal = await this.deals.find(dealId);
    const lines = firstLines(deal, await this.deals.linesOf([dealId]));
    const { beginning, key, choices } = await this.beginnings.offered(deal, askedBy(request));
    addLines(request);
    return {
      deal: { id: deal.id, name: deal.shownName },
      deals: [],
      values: blankValues(deal, lines, beginning),
      templates: choices,
      template: key,
      variables: await this.variables.groups(),
      ...offeredChoices(),
    };
  }

  @Post()
  @FormOf('blank')
  async create(@Body() input: OfferInput, @Req() request: Request) {
    if (input.next === 'line') throw new InvalidInput([]);
    const { id } = await this.offers.create(input);
    flash(request, 'success', 'offers.created');
    return redirect(`/crm/offers/${id}`);
  }

  @Get(':id')
  @Render('crm/offers/show')
  async show(@Req() request: Request) {
    const offer = await this.offers.find(idOf(request));
    const lines = await this.lines.of(offer.id);
    const { dealName, ...names } = await this.list.around(offer);
    const state = offer.stateOn(today());
    const isOpen = !offer.answered && !offer.withdrawnAt && !offer.deletedAt;
    const { html: _, filledHtml: __, ...facts } = offer;
    return {
      offer: { ...facts, state, ...OFFER_LOOKS[state] },
      deal: { id: offer.dealId, name: dealName },
      names,
      lines: lines.map((line) => ({ ...line, value: valueOfLine(line) })),
      gross: grossOf(lines),
      // What its client reads, they have; when it was changed, that was said.
      missing: isOpen && !offer.sentAt ? await this.missing(offer, lines) : null,
      may: { edit: isOpen, withdraw: isOpen && offer.sentAt !== null, remove: !offer.acceptedAt && !offer.deletedAt },
      actions: offer.deletedAt ? [] : await this.panels.at('offer.actions', offer),
      beside: await this.panels.at('offer.beside', offer),
      entries: await this.history.of([{ table: 'offers', id: offer.id }], request.person.language),
    };
  }

  @Get(':id/edit')
  @Render('crm/offers/edit')
  async edit(@Req() request: Request) {
    const offer = await this.offers.find(idOf(request));
    // Shown again after somebody answered it meanwhile, the form keeps what was typed.
    if (request.method === 'GET') offer.allowChange();
    const deal = await this.deals.find(offer.dealId);
    addLines(request);
    return {
      deal: { id: deal.id, name: deal.shownName },
      offer: { id: offer.id, number: offer.number, sentAt: offer.sentAt },
      values: valuesOf(offer, await this.lines.of(offer.id)),
      variables: await this.variables.groups(),
      ...offeredChoices(),
    };
  }

  @Post(':id')
  @FormOf('edit')
  async update(@Body() input: OfferInput, @Req() request: Request) {
    const id = idOf(request);
    if (input.next === 'line') throw new InvalidInput([]);
    const empty = await this.offers.update(id, input);
    if (empty.length) flash(request, 'warning', 'offers.saved_empty', await this.filling.inWords(empty));
    else flash(request, 'success', 'offers.saved');
    return redirect(`/crm/offers/${id}`);
  }

  /** Variables that would say nothing to the client, in people's words; null when all do. */
  private async missing(...given: Parameters<OfferFilling['of']>) {
    const { unknown, empty, closed } = await this.filling.of(...given);
    if (!unknown.length && !empty.length && !closed.length) return null;
    const labels = await this.variables.labels();
    const named = (names: string[]) => names.map((name) => labels.get(name) ?? name);
    return { unknown, empty: named(empty), closed: named(closed) };
  }
}

function idIn(text: unknown) {
  return typeof text === 'string' && /^[1-9]\d{0,15}$/.test(text) ? Number(text) : null;
}

/** Template and language that the address asks for, or a form that is shown again. */
function askedBy({ body, query }: Request): { template?: string; language?: string } {
  return body ? { template: String(body.templateId || body.language) } : query;
}
