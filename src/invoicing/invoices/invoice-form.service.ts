import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { today } from '../../clock';
import type { Request } from '../../web/http';
import { openedOf } from '../../web/merging';
import { Panels } from '../../web/panels';
import { kindOf } from '../kinds';
import { asTyped } from './as-typed';
import { ClientCards } from './client-cards.service';
import { formChoices, formLines, linesInForm, said } from './form-choices';
import { formOfCard } from './form-of-card';
import type { Invoice } from './invoice.entity';
import { listed } from './looks';
import type { Buyer } from './parties';
import { type Department, PartiesService } from './parties.service';
import { SourceForm } from './source-form.service';

const USUAL_PAYMENT_DAYS = 14;

/** What a room above knows to fill into a blank form (place `invoice.blank`), in the words of the form; `lines` stand before the empty ones. */
interface Prefilled {
  values: Record<string, unknown> & { lines?: object[] };
  notes: string[];
}

/** What the form of a document shows: its values and what may be chosen. */
@Injectable()
export class InvoiceFormService {
  constructor(
    private readonly parties: PartiesService,
    private readonly cards: ClientCards,
    private readonly sources: SourceForm,
    private readonly panels: Panels,
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
    const values = {
      ...this.usual(kindOf(request.query.kind ?? '')?.code ?? 'vat', departments[0]?.value),
      // Script writes the form's key into its address, so that the back button comes to the same form (R118).
      requestKey: request.query.form ?? randomUUID(),
      ...(await this.filledFor(Number.isSafeInteger(asked) ? asked : null, given)),
      lines: formLines(given.lines ?? []),
    };
    return {
      ...formChoices(),
      ...(await this.questions(request, given.lines)),
      ...sellersOf(departments),
      values,
      notes: prefilled.flatMap(({ notes }) => notes),
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
    const values = {
      ...typed,
      ...{ number, version, requestKey: null, fromInvoiceId: null, buyerOverride: false, opened: openedOf(typed) },
      buyerCompany: yesOrNo(typed.buyerCompany),
      lines: formLines(linesInForm(typed.lines)),
    };
    return {
      ...formChoices(),
      ...(await this.questions(request, typed.lines, invoice.buyer)),
      ...sellersOf(await this.parties.departments(departmentId)),
      values,
      sums: { net, vat, gross },
      invoice: listed(invoice),
      seller: invoice.seller,
      notes: invoice.keepsFigures ? [said('invoices.continued_hint')] : [],
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

  private usual(kind: string, departmentId: number | undefined) {
    return {
      ...{ kind, departmentId, number: null, place: null, notes: null, version: null, opened: null, fromInvoiceId: null },
      issueOn: today(),
      soldOn: today(),
      paymentDays: USUAL_PAYMENT_DAYS,
      paymentMethod: 'transfer',
      currency: Person.current.currency,
      method: 'net_sum',
      discountKind: 'percent_total',
      ...{ client: null, filledFrom: null, recipient: null, buyerOverride: false, otherBuyer: false },
      ...{ buyerCompany: 'yes', buyerName: null, buyerTaxNo: null, buyerStreet: null, buyerPostCode: null, buyerCity: null },
      ...{ buyerCountry: 'PL', buyerEmail: null },
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
