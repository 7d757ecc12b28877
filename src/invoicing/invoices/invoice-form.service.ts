import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { decimal, round, sum } from '../../money/decimal';
import type { Request } from '../../web/http';
import { openedOf } from '../../web/merging';
import { Panels } from '../../web/panels';
import { say } from '../../web/say';
import { kindOf } from '../kinds';
import { PriceListsService } from '../products/price-lists/price-lists.service';
import { advanceLines, partsByRate } from './advance-lines';
import { asTyped } from './as-typed';
import { ClientCards } from './client-cards.service';
import { formCharges, formChoices, formLines, inLanguage, linesInForm } from './form-choices';
import { formOfCard } from './form-of-card';
import type { Invoice } from './invoice.entity';
import { listed } from './looks';
import type { Buyer } from './parties';
import { type Department, PartiesService } from './parties.service';
import { askedShare, SourceForm, shareOf } from './source-form.service';
import { STANDING_ON_NOTHING, type StandingForm } from './standing-form';
import { UsualGround } from './usual-ground.service';
import { usualValues } from './usual-values';

/** What a room above knows to fill into a blank form (place `invoice.blank`), in the words of the form; `lines` stand before the empty ones. */
interface Prefilled {
  values: Record<string, unknown> & { lines?: object[] };
  notes: string[];
  standing?: StandingForm;
  /** The offer, another room's, that the document is to come of (R84). */
  offer?: { id: number; number: string };
}

/** What the form of a document shows: its values and what may be chosen. */
@Injectable()
export class InvoiceFormService {
  constructor(
    private readonly parties: PartiesService,
    private readonly cards: ClientCards,
    private readonly sources: SourceForm,
    private readonly priceLists: PriceListsService,
    private readonly panels: Panels,
    private readonly ground: UsualGround,
  ) {}

  /** Asked with `?kind=`, `?client=`, `?from=`, `?copy=`, and whatever the rooms above understand. */
  async blank(request: Request) {
    const prefilled = [
      ...(await this.sources.filled(request)),
      ...(await this.panels.at('invoice.blank', request)),
    ] as Prefilled[];
    const given: Prefilled['values'] = Object.assign({}, ...prefilled.map(({ values }) => values));
    const asked = Number(given.clientId ?? request.query.client);
    const departments = await this.parties.departments(null);
    if (!departments.some(({ value }) => value === given.departmentId)) delete given.departmentId;
    const kind = kindOf(request.query.kind ?? '')?.code ?? 'vat';
    const isAdvanceOfDeals = kind === 'advance' && request.query.deals !== undefined;
    const lines = isAdvanceOfDeals ? advanceOfDeals(given.lines ?? [], request) : (given.lines ?? []);
    const usualGround = await this.ground.of(Number(given.departmentId ?? departments[0]?.value) || null);
    const values = {
      ...usualValues(kind, departments[0]?.value),
      ...(isExempt(lines) && { exemptBasis: usualGround }),
      // Script writes the form's key into its address, so that the back button comes to the same form (R118).
      requestKey: request.query.form ?? randomUUID(),
      ...(await this.filledFor(Number.isSafeInteger(asked) ? asked : null, given)),
      lines: formLines(lines),
      charges: formCharges((given.charges ?? []) as Invoice['charges'] & object),
    };
    return {
      ...formChoices(chosen(values, request)),
      priceLists: await this.priceLists.options(),
      ...(await this.questions(request, lines)),
      ...sellersOf(departments),
      values,
      usualGround,
      offer: prefilled.find(({ offer }) => offer)?.offer ?? null,
      notes: prefilled.flatMap(({ notes }) => notes),
      standing: isAdvanceOfDeals
        ? shareOf(request)
        : (prefilled.find(({ standing }) => standing)?.standing ?? STANDING_ON_NOTHING),
      sums: null,
      invoice: null,
      seller: null,
      action: `/invoicing/invoices${queryOf(request)}`,
    };
  }

  async of(invoice: Invoice, request: Request) {
    const { clientId, recipientId, departmentId, number, version, net, vat, gross } = invoice;
    const [client, recipient] = await this.cards.labels(clientId, recipientId);
    const typed = asTyped(invoice, { client, recipient });
    const standing = await this.sources.standing(invoice);
    const values = {
      ...typed,
      ...{
        number,
        version,
        requestKey: null,
        fromInvoiceId: null,
        offerId: null,
        buyerOverride: false,
        opened: openedOf(typed),
        advanceIds: [],
        priceListId: null,
      },
      buyerCompany: yesOrNo(typed.buyerCompany),
      exchangeRate: inLanguage(typed.exchangeRate?.toFixed() ?? null),
      lines: formLines(inTheirPlaces(linesInForm(typed.lines), invoice)),
      charges: formCharges(invoice.charges!),
    };
    return {
      ...formChoices(chosen(values, request)),
      priceLists: await this.priceLists.options(),
      ...(await this.questions(request, typed.lines, invoice.buyer)),
      ...sellersOf(await this.parties.departments(departmentId)),
      values,
      usualGround: await this.ground.of(departmentId),
      offer: null,
      standing,
      sums: { net, vat, gross },
      invoice: listed(invoice),
      seller: invoice.seller,
      notes: invoice.keepsFigures ? [say('invoices.continued_hint')] : [],
    };
  }

  /**
   * What the form may have to ask: whether another buyer is meant than the deal's client (R126), and which of several cards is (R9).
   * @param buyer of the document, where the form posts none
   */
  private async questions({ method, body }: Request, lines: object[] = [], buyer: Partial<Buyer> = {}) {
    const posted = method === 'POST' ? body : undefined;
    const all = [...lines, ...Object.values(posted?.lines ?? {})] as { dealId?: unknown }[];
    const { buyerName = buyer.name, buyerTaxNo = buyer.taxNo } = posted ?? {};
    // As it came: whatever was wrong with it, the form is shown again.
    const text = (value: unknown) => (typeof value === 'string' ? value.replaceAll('\0', '') : null);
    return {
      namesDeal: all.some((line) => line?.dealId),
      possibleBuyers: posted ? await this.cards.alike(text(buyerName), text(buyerTaxNo)) : [],
    };
  }

  /** What was given, and below it the card of the client asked for; a client who is not there fills in nothing. */
  private async filledFor(clientId: number | null, given: Record<string, unknown>) {
    const { buyerCompany, recipientId, clientId: _, ...values } = given;
    const company = buyerCompany === undefined ? {} : { buyerCompany: yesOrNo(Boolean(buyerCompany)) };
    const [client, recipient] = await this.cards.labels(clientId, Number(recipientId) || null);
    const named = { ...values, ...company, ...(recipient && { recipient }) };
    if (values.buyerName) return { client, filledFrom: client && clientId, ...named };
    const [card] = await this.cards.cards([clientId]);
    const [payer] = card && !recipient ? await this.cards.cards([card.payerId]) : [];
    return { ...(card && formOfCard(card, payer)), ...named };
  }
}

/** What choices depend on: as posted, where the form is shown again. */
function chosen(
  { kind, oss, buyerCountry, lines }: { kind: string; oss: boolean; buyerCountry: string | null; lines: { rate: string }[] },
  { method, body }: Request,
) {
  const posted = method === 'POST' ? body : {};
  return {
    kind: typeof posted.kind === 'string' ? posted.kind : kind,
    oss: method === 'POST' ? Boolean(posted.oss) : oss,
    buyerCountry: typeof posted.buyerCountry === 'string' ? posted.buyerCountry.toUpperCase() : buyerCountry,
    rates: lines.map(({ rate }) => rate),
  };
}

/** Whether lines that a form begins with have to say why they are exempt. */
function isExempt(lines: object[]) {
  return lines.some((line) => (line as { rate?: string }).rate === 'zw');
}

/** An advance of deals: their lines put together by deal and rate, and what is asked for divided among these. */
function advanceOfDeals(lines: object[], request: Request) {
  const typed = lines as { name: string; quantity: string; price: string | null; rate: string; dealId: number }[];
  const parts = partsByRate(
    typed.map(({ quantity, price, rate, dealId }) => ({ rate, dealId, gross: round(decimal(quantity).times(price ?? 0)) })),
  );
  const left = sum(parts.map(({ gross }) => gross));
  return advanceLines(parts, askedShare(request), left, say('documents.advance_line', { what: typed[0]?.name ?? '' }));
}

/** A line of a correction stands beside the one that it changes; where one was taken out, its place is empty. */
function inTheirPlaces<Line extends object>(lines: Line[], { kind, lines: stored = [] }: Invoice): object[] {
  if (kind !== 'correction') return lines;
  const positions = stored.filter(({ before }) => !before).map(({ position }) => position);
  return Array.from({ length: Math.max(0, ...positions) }, (_, place) => lines[positions.indexOf(place + 1)] ?? {});
}

/** The form is posted with the query it was asked with, so that, shown again, it is filled from the same places. */
function queryOf({ url }: Request) {
  return url.includes('?') ? url.slice(url.indexOf('?')) : '';
}

/** Departments to choose from, and those that lack what an invoice has to say of its seller, each with where that is set. */
function sellersOf(departments: Department[]) {
  const { administrator } = Person.current;
  const incomplete = departments.filter((department) => department.incomplete);
  return {
    departments,
    incomplete: incomplete.map(({ value, label }) => ({ value, label, href: settingsOf(value, administrator) })),
  };
}

/** Where administrators complete a department; null for others. */
export function settingsOf(department: number, administrator: boolean) {
  return administrator ? `/settings/departments/${department}/edit` : null;
}

function yesOrNo(company: boolean) {
  return company ? 'yes' : 'no';
}
