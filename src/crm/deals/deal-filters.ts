import type { Request } from '../../web/http';
import type { DealFilters } from './deal-list.service';

const FILTERS = ['stage', 'responsible', 'department', 'words', 'deleted'] as const;

/** What the address narrows the list to; what is no id is ignored. */
export function filtersOf({ query }: Request): DealFilters {
  const id = (name: string) => (/^[1-9]\d{0,15}$/.test(query[name] ?? '') ? Number(query[name]) : null);
  const words = typeof query.words === 'string' ? query.words.replaceAll('\0', '').trim().slice(0, 200) : '';
  return {
    stage: id('stage'),
    responsible: id('responsible'),
    department: id('department'),
    words: words || null,
    deleted: query.deleted === '1' ? '1' : null,
    before: id('before'),
    after: id('after'),
  };
}

/** The address of a list narrowed so, from its start or going on beside a deal. */
export function listHref(filters: DealFilters, beside: { before?: number; after?: number } = {}) {
  const query = new URLSearchParams();
  for (const name of FILTERS) if (filters[name] !== null) query.set(name, String(filters[name]));
  for (const [name, id] of Object.entries(beside)) query.set(name, String(id));
  return query.size ? `/crm/deals?${query}` : '/crm/deals';
}
