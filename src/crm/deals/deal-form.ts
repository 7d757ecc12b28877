import type { Person } from '../../accounts/person';
import { CURRENCIES } from '../../money/currencies';
import type { Request } from '../../web/http';
import { type Language, translate } from '../../web/translations';
import { DEAL_VAT_RATES, type Deal } from './deal.entity';
import type { DealParties } from './deal-parties.service';

/** What stands in the fields of a deal's form. */
type Values = ReturnType<typeof valuesOf> & { stageId?: string };

/** The form of a new deal: one's own, and of the client whose card it was opened from (?client=7). */
export function blankValues({ person, query }: Request) {
  return {
    name: '',
    agreedGross: '',
    currency: person.currency,
    vatRate: '23',
    clientId: /^[1-9]\d{0,15}$/.test(query.client ?? '') ? query.client! : '',
    contactId: '',
    departmentId: person.departments.length === 1 ? String(person.departments[0]) : '',
    responsibleId: String(person.user),
    stageId: '',
    description: '',
    paymentDays: '',
    expectedOn: '',
  };
}

/** The form of a deal as it is. */
export function valuesOf(deal: Deal) {
  const text = (value: number | string | null) => String(value ?? '');
  return {
    name: deal.name,
    agreedGross: deal.agreedGross.toFixed(2).replace('.', ','),
    currency: deal.currency,
    vatRate: deal.vatRate,
    clientId: text(deal.clientId),
    contactId: text(deal.contactId),
    departmentId: text(deal.departmentId),
    responsibleId: text(deal.responsibleId),
    description: text(deal.description),
    paymentDays: text(deal.paymentDays),
    expectedOn: text(deal.expectedOn),
  };
}

/** What the selects of the form offer. */
export async function choicesOf(parties: DealParties, values: Values, person: Person) {
  const id = (text: string) => Number(text) || null;
  const { clients, contacts, departments, people } = await parties.choices({
    clientId: id(values.clientId),
    contactId: id(values.contactId),
    departmentId: id(values.departmentId),
    responsibleId: id(values.responsibleId),
  });
  const language = person.language as Language;
  return {
    clients,
    contacts,
    departments,
    people,
    vatRates: DEAL_VAT_RATES.map((code) => ({ value: code, label: translate(language, `vat_rates.${code}`) })),
    currencies: CURRENCIES.map((code) => ({ value: code, label: code })),
  };
}
