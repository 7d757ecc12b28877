import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { today } from '../../clock';
import { CURRENCIES } from '../../money/currencies';
import type { Request } from '../../web/http';
import { Panels } from '../../web/panels';
import { translate } from '../../web/translations';
import { KINDS, kindOf } from '../kinds';
import { DISCOUNT_KINDS } from '../vat/line-value';
import { VAT_RATES } from '../vat/rates';
import { VAT_METHODS } from '../vat/totals';
import type { Invoice } from './invoice.entity';
import { PAYMENT_METHODS } from './invoice.input';
import { PartiesService } from './parties.service';

const SPARE_LINES = 3;
const USUAL_PAYMENT_DAYS = 14;
const EMPTY_LINE = { name: null, unit: null, quantity: '1', price: null, discount: null, rate: '23', dealId: null };

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
    private readonly panels: Panels,
  ) {}

  /** Asked with `?kind=`, `?client=`, and whatever the rooms above understand. */
  async blank(request: Request) {
    const { kind, client } = request.query;
    const prefilled = (await this.panels.at('invoice.blank', request)) as Prefilled[];
    const given = Object.assign({}, await this.parties.prefilled(Number(client)), ...prefilled.map(({ values }) => values));
    const choices = await this.choices(given.clientId ?? null);
    const values = {
      kind: kindOf(kind ?? '')?.code ?? 'vat',
      number: null,
      departmentId: choices.departments[0]?.value,
      issueOn: today(),
      soldOn: today(),
      paymentDays: USUAL_PAYMENT_DAYS,
      paymentMethod: 'transfer',
      currency: Person.current.currency,
      method: 'net_sum',
      discountKind: 'percent_total',
      clientId: null,
      buyerCompany: true,
      ...NOBODY,
      otherBuyer: false,
      recipientId: null,
      place: null,
      notes: null,
      requestKey: randomUUID(),
      version: null,
      ...given,
      lines: [...(given.lines ?? []).map((line: object) => ({ ...EMPTY_LINE, ...line })), ...spareLines()],
    };
    return {
      ...choices,
      values,
      notes: prefilled.flatMap(({ notes }) => notes),
      action: `/invoicing/invoices${queryOf(request)}`,
    };
  }

  async of(invoice: Invoice) {
    const { buyer, lines = [] } = invoice;
    const { kind, number, departmentId, issueOn, soldOn, paymentDays, paymentMethod, currency, method } = invoice;
    const { discountKind, clientId, place, notes, version, otherBuyer } = invoice;
    const values = {
      ...{ kind, number, departmentId, issueOn, soldOn, paymentDays, paymentMethod, currency, method },
      ...{ discountKind, clientId, place, notes, version, otherBuyer, requestKey: null },
      buyerCompany: buyer.company,
      buyerName: buyer.name,
      buyerTaxNo: buyer.taxNo,
      buyerStreet: buyer.street,
      buyerPostCode: buyer.postCode,
      buyerCity: buyer.city,
      buyerCountry: buyer.country,
      buyerEmail: buyer.email,
      lines: [
        ...lines.map((line) => ({
          ...line,
          rate: line.vatRate,
          quantity: line.quantity.toFixed(),
          price: line.price.toFixed(Math.max(2, line.price.decimalPlaces())),
          discount: line.discount.isZero() ? null : line.discount.toFixed(),
        })),
        ...spareLines(),
      ],
    };
    return { ...(await this.choices(clientId)), values };
  }

  private async choices(client: number | null) {
    const [departments, clients] = await Promise.all([this.parties.departments(), this.parties.clients(client)]);
    return {
      departments,
      clients,
      spare: EMPTY_LINE,
      kinds: KINDS.map(({ code, title }) => ({ value: code, label: said(title) })),
      currencies: CURRENCIES.map((code) => ({ value: code, label: code })),
      methods: named('methods', VAT_METHODS),
      discountKinds: named('discount_kinds', DISCOUNT_KINDS),
      paymentMethods: named('payment_methods', PAYMENT_METHODS),
      vatRates: VAT_RATES.filter((rate) => rate.offered).map(({ code, label, percent }) => ({
        value: code,
        label: said(label),
        percent,
      })),
    };
  }
}

const NOBODY = {
  buyerName: null,
  buyerTaxNo: null,
  buyerStreet: null,
  buyerPostCode: null,
  buyerCity: null,
  buyerCountry: 'PL',
  buyerEmail: null,
};

/** The form is posted with the query it was asked with, so that, shown again, it is filled from the same places. */
function queryOf({ url }: Request) {
  return url.includes('?') ? url.slice(url.indexOf('?')) : '';
}

function spareLines() {
  return Array.from({ length: SPARE_LINES }, () => ({ ...EMPTY_LINE }));
}

function named(group: string, codes: readonly string[]) {
  return codes.map((code) => ({ value: code, label: said(`${group}.${code}`) }));
}

function said(key: string) {
  return translate(Person.current.language === 'en' ? 'en' : 'pl', key);
}
