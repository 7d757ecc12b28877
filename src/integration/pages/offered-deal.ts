import { Person } from '../../accounts/person';
import { Decimal } from '../../money/decimal';
import { writtenMoney } from '../../web/formats';
import { say } from '../../web/say';

/** A name longer than this is one worth a hint (R22). */
const LONG_NAME = 256;

/** A deal with what its invoice is made of. */
export interface OfferedDeal {
  id: number;
  name: string;
  agreed: string;
  /** What its documents count already, and which those are. */
  counted: string;
  numbers: string | null;
  vatRate: string;
  currency: string;
  description: string | null;
  contact: string | null;
  contactEmail: string | null;
  paymentDays: number | null;
  departmentId: number | null;
}

/** The agreed value less what counts already; nothing left, the agreed value (R20). */
export function leftOf({ agreed, counted }: OfferedDeal) {
  const left = new Decimal(agreed).minus(counted);
  return left.gt(0) ? left : new Decimal(agreed);
}

/** What the invoice's notes begin with: the deals' descriptions and contact persons (R21). */
export function notesOf(offered: OfferedDeal[]) {
  const said = offered.flatMap(({ description, contact }) => [
    ...(description ? [description] : []),
    ...(contact ? [say('deal_form.contact', { name: contact })] : []),
  ]);
  return [...new Set(said)].join('\n').slice(0, 4000) || null;
}

/** What the form says above its fields where the lines are not the deal's own: what is invoiced of it already, and who is not known. */
export function adviceBesideLines({ name, counted, currency, numbers }: OfferedDeal, hasClient: boolean): string[] {
  const gross = writtenMoney(counted, currency, Person.current.language);
  return [
    ...(numbers ? [say('deal_form.invoiced_beside', { numbers, gross })] : []),
    ...(hasClient ? [] : [say('deal_form.no_client', { name })]),
  ];
}

/** What the form says above its fields: what is invoiced already, and what the deal does not say (R20, R22). */
export function adviceOn(deal: OfferedDeal, hasClient: boolean): string[] {
  const { name, agreed, counted, currency, numbers } = deal;
  const advice: string[] = [];
  if (numbers && !leftOf(deal).isZero()) {
    const all = new Decimal(counted).gte(agreed);
    advice.push(
      all
        ? say('deal_form.invoiced_all', { numbers })
        : say('deal_form.invoiced', { numbers, gross: writtenMoney(counted, currency, Person.current.language) }),
    );
  }
  if (leftOf(deal).isZero()) advice.push(say('deal_form.no_value', { name }));
  if (!hasClient) advice.push(say('deal_form.no_client', { name }));
  if (name.length > LONG_NAME) advice.push(say('deal_form.long_name'));
  return advice;
}
