import type { Request } from '../../web/http';
import type { OfferState } from './offer.entity';
import type { OfferFilters } from './offer-list.service';

/** The states that a list may be narrowed to, in the order of an offer's life. */
export const LISTED_STATES: readonly OfferState[] = [
  'draft',
  'sent',
  'opened',
  'accepted',
  'declined',
  'expired',
  'withdrawn',
  'deleted',
];
const FILTERS = ['state', 'responsible', 'words'] as const;

/** What the address narrows the list to; what is no id or state is ignored. */
export function filtersOf({ query }: Request): OfferFilters {
  const id = (name: string) => (/^[1-9]\d{0,15}$/.test(query[name] ?? '') ? Number(query[name]) : null);
  const words = typeof query.words === 'string' ? query.words.replaceAll('\0', '').trim().slice(0, 200) : '';
  return {
    state: LISTED_STATES.find((state) => state === query.state) ?? null,
    responsible: id('responsible'),
    words: words || null,
    before: id('before'),
    after: id('after'),
  };
}

/** The address of a list narrowed so, from its start or going on beside an offer. */
export function listHref(filters: OfferFilters, beside: { before?: number; after?: number } = {}) {
  const query = new URLSearchParams();
  for (const name of FILTERS) if (filters[name] !== null) query.set(name, String(filters[name]));
  for (const [name, id] of Object.entries(beside)) query.set(name, String(id));
  return query.size ? `/crm/offers?${query}` : '/crm/offers';
}
