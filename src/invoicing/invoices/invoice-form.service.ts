import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { today } from '../../clock';
import { CURRENCIES } from '../../money/currencies';
import { translate } from '../../web/translations';
import { KINDS } from '../kinds';
import { DISCOUNT_KINDS } from '../vat/line-value';
import { VAT_RATES } from '../vat/rates';
import { VAT_METHODS } from '../vat/totals';
import type { Invoice } from './invoice.entity';
import { PAYMENT_METHODS } from './invoice.input';
import { PartiesService } from './parties.service';

const SPARE_LINES = 3;
const USUAL_PAYMENT_DAYS = 14;
const EMPTY_LINE = { name: null, unit: null, quantity: '1', price: null, discount: null, rate: '23', dealId: null };

/** What the form of a document shows: its values and what may be chosen. */
@Injectable()
export class InvoiceFormService {
  constructor(private readonly parties: PartiesService) {}

  async blank(kind = 'vat') {
    const choices = await this.choices(null);
    const values = {
      kind,
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
      place: null,
      notes: null,
      lines: spareLines(),
      requestKey: randomUUID(),
      version: null,
    };
    return { ...choices, values };
  }

  async of(invoice: Invoice) {
    const { buyer, lines = [] } = invoice;
    const { kind, number, departmentId, issueOn, soldOn, paymentDays, paymentMethod, currency, method } = invoice;
    const { discountKind, clientId, place, notes, version } = invoice;
    const values = {
      ...{ kind, number, departmentId, issueOn, soldOn, paymentDays, paymentMethod, currency, method },
      ...{ discountKind, clientId, place, notes, version, requestKey: null },
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

function spareLines() {
  return Array.from({ length: SPARE_LINES }, () => ({ ...EMPTY_LINE }));
}

function named(group: string, codes: readonly string[]) {
  return codes.map((code) => ({ value: code, label: said(`${group}.${code}`) }));
}

function said(key: string) {
  return translate(Person.current.language === 'en' ? 'en' : 'pl', key);
}
