import type { Person } from '../accounts/person';
import { BrokenRule } from '../broken-rule';
import type { Client } from './client.entity';

/** What a card takes from one that is merged into it, where it has nothing itself (R127). */
const LENT = [
  'shortName',
  'firstName',
  'lastName',
  'regon',
  'pesel',
  'deliveryAddress',
  'email',
  'phone',
  'mobilePhone',
  'www',
  'bankAccount',
  'paymentDays',
  'discount',
  'description',
  'note',
  'category',
  'departmentId',
  'responsibleId',
  'externalId',
] as const;

/**
 * A present card takes what it lacks from a deleted one of the same tax number, which is spent thereby (R127). Of tags it keeps both.
 * @throws BrokenRule why not
 */
export function takeOver(kept: Client, spent: Client, person: Person) {
  const reason = spent.whyNotRestore(person);
  if (reason) throw reason;
  if (kept.deletedAt || !spent.deletedAt || kept.taxKey === null || kept.taxKey !== spent.taxKey)
    throw new BrokenRule('client_no_twin', { name: kept.name });
  const { street, postCode, city, country } = spent;
  // An address is taken whole: half of one with half of another would be nobody's.
  if (!kept.street && !kept.postCode && !kept.city) Object.assign(kept, { street, postCode, city, country });
  for (const field of LENT) if (kept[field] === null) Object.assign(kept, { [field]: spent[field] });
  kept.tags = [...new Set([...kept.tags, ...spent.tags])];
  kept.own = { ...spent.own, ...kept.own };
  // Nobody pays for themselves, as either card might otherwise after this.
  const payer = kept.payerId ?? spent.payerId;
  kept.payerId = payer === kept.id || payer === spent.id ? null : payer;
  if (kept.externalId === spent.externalId) spent.externalId = null;
  spent.mergedIntoId = kept.id;
}
