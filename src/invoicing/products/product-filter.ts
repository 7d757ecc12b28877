import type { Request } from '../../web/http';
import type { ProductFilter } from './product-lists.service';

/** What the list's address asks for; it may hold anything. */
export function filterOf({ query }: Request): ProductFilter {
  return { words: wordsOf(query.q), category: idIn(query.category), archived: Boolean(query.archived) };
}

/** The list's address with what it is asked. */
export function listHref({ words, category, archived }: ProductFilter, edge: object = {}) {
  const asked = { q: words, category, archived: archived ? '1' : '', ...edge };
  const told = Object.entries(asked).flatMap(([name, value]): [string, string][] => (value ? [[name, String(value)]] : []));
  return told.length ? `/invoicing/products?${new URLSearchParams(told)}` : '/invoicing/products';
}

/** Words that are searched for; an address may hold anything, and Postgres refuses NUL. */
export function wordsOf(asked: unknown) {
  return typeof asked === 'string' ? asked.replaceAll('\0', '').trim().slice(0, 200) : '';
}

/** An id in an address; null for what can be none. */
export function idIn(asked: string | undefined): number | null {
  return /^[1-9]\d{0,14}$/.test(asked ?? '') ? Number(asked) : null;
}
