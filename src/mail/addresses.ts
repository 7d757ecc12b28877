import { isEmail } from 'class-validator';
import { BrokenRule } from '../broken-rule';

/** So many people get a message, and so many a copy of it (R56). */
const MOST = 5;

/** The addresses of a field, each once, as they were typed between commas, semicolons or spaces. @throws BrokenRule at the field */
export function addressesIn(typed: string | null, field: 'to' | 'cc' | 'emails'): string[] {
  const all = (typed ?? '').split(/[\s,;]+/).filter(Boolean);
  const addresses = [...new Map(all.map((address) => [address.toLowerCase(), address])).values()];
  const wrong = addresses.find((address) => !isEmail(address));
  if (wrong) throw new BrokenRule('address_invalid', { address: wrong }, field);
  if (addresses.length > MOST) throw new BrokenRule('too_many_addresses', { most: MOST, count: addresses.length }, field);
  if (field !== 'cc' && !addresses.length) throw new BrokenRule('address_missing', {}, field);
  return addresses;
}
