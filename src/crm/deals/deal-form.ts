import type { Person } from '../../accounts/person';
import { CURRENCIES } from '../../money/currencies';
import type { Decimal } from '../../money/decimal';
import type { Request } from '../../web/http';
import { openedOf } from '../../web/merging';
import { type Language, translate } from '../../web/translations';
import { DEAL_VAT_RATES, type Deal } from './deal.entity';
import type { TypedLine } from './deal-lines.service';
import type { DealParties } from './deal-parties.service';
import { sayingOf } from './deal-saying';

/** Rows for lines that a form offers beside those that are there, for whoever has no script. */
const SPARE_LINES = 2;
const EMPTY_LINE = { name: '', unit: '', quantity: '1', price: '', rate: '23' };

/** What stands in the fields of a deal's form. */
interface Values {
  client: string;
  pickedId: string;
  contactId: string;
  departmentId: string;
  responsibleId: string;
  [field: string]: unknown;
}

/** The form of a new deal: one's own, and of the client whose card it was opened from. */
export function blankValues(person: Person, client: string): Values {
  return {
    ...{ name: '', agreedGross: '', currency: person.currency, vatRate: '23', opened: '' },
    ...{ client, pickedId: '', contactId: '' },
    departmentId: person.departments.length === 1 ? String(person.departments[0]) : '',
    responsibleId: String(person.user),
    ...{ stageId: '', description: '', paymentDays: '', expectedOn: '' },
    lines: formLines([]),
  };
}

/** The form of a deal as it is. @param client its client's name; own: values of own fields by their names in the form */
export function valuesOf(deal: Deal, lines: TypedLine[], client: string | null, own: object): Values {
  const text = (value: number | string | null) => String(value ?? '');
  return {
    ...{ name: deal.name, agreedGross: typedAmount(deal.agreedGross, 2), currency: deal.currency, vatRate: deal.vatRate },
    ...{ client: clientLabel(deal.clientId, client), pickedId: '', contactId: text(deal.contactId) },
    ...{ departmentId: text(deal.departmentId), responsibleId: text(deal.responsibleId) },
    ...{ description: text(deal.description), paymentDays: text(deal.paymentDays), expectedOn: text(deal.expectedOn) },
    lines: formLines(lines.map(formLine)),
    opened: openedOf({ ...sayingOf(deal, lines), ...own }),
  };
}

/** A client as the form's field names it, so that saving finds the same card again. */
export function clientLabel(id: number | null, name: string | null) {
  return id === null ? '' : `${id} · ${name ?? ''}`.trimEnd();
}

/**
 * What the selects of the form offer; the contact persons of the client that was typed, when the form is shown again. Whom and what the deal names
 * stays offered though nobody new may choose it, so that saving takes nothing away unseen.
 */
export async function choicesOf(parties: DealParties, values: Values, { person, body }: Request) {
  const { client, pickedId } = { ...values, ...(body as object) };
  const language = person.language as Language;
  const named = {
    contactId: idIn(values.contactId),
    departmentId: idIn(values.departmentId),
    responsibleId: idIn(values.responsibleId),
  };
  const clientId = idIn(pickedId) ?? idIn(client);
  const { contacts, departments, people } = await parties.choices(clientId, named);
  const hidden =
    named.contactId !== null && clientId === idIn(values.client) && !contacts.some(({ value }) => value === named.contactId);
  return {
    contacts: hidden ? [...contacts, { value: named.contactId, label: translate(language, 'deals.contact_hidden') }] : contacts,
    departments,
    people,
    vatRates: DEAL_VAT_RATES.map((code) => ({
      value: code,
      label: translate(language, `vat_rates.${code}`),
      percent: /^\d+/.exec(code)?.[0] ?? '',
    })),
    currencies: CURRENCIES.map((code) => ({ value: code, label: code })),
    spare: EMPTY_LINE,
  };
}

/** A form that is shown again has as many rows as it was sent with, and some more when they were asked for. */
export function addLines({ body }: Request) {
  if (!body?.lines) return;
  const lines = Object.values(body.lines).map((line) => ({ ...EMPTY_LINE, ...line }));
  Object.assign(body, { lines: body.next === 'line' ? formLines(lines) : lines });
}

/** The id that a field holds alone or before a name ('1003 · Name'); a name may begin with a number. */
function idIn(text: string) {
  return Number(/^(\d{1,15})(?: ·|$)/.exec(text)?.[1]) || null;
}

function formLines(lines: object[]) {
  return [...lines, ...Array.from({ length: SPARE_LINES }, () => EMPTY_LINE)];
}

function formLine({ name, unit, quantity, price, rate }: TypedLine) {
  return { name, unit: unit ?? '', quantity: typedAmount(quantity), price: typedAmount(price, 2), rate };
}

function typedAmount(amount: Decimal, places?: number) {
  return amount.toFixed(places as number).replace('.', ',');
}
