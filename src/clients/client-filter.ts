import { Person } from '../accounts/person';
import type { Request } from '../web/http';

/** Which clients a list shows; null asks nothing. */
export interface ClientFilter {
  /** All of these are in the name, tax number, e-mail or city. */
  words: string;
  responsibleId: number | null;
  category: string | null;
  tag: string | null;
}

/** What the address asks for; it may hold anything. */
export function filterOf(request: Request): ClientFilter {
  return {
    words: wordsOf(request),
    responsibleId: request.query.mine ? Person.current.user : null,
    category: textOf(request.query.category) || null,
    tag: textOf(request.query.tag) || null,
  };
}

/** What is searched for: words, or a tax number in any notation (R9). */
export function wordsOf(request: Request) {
  return textOf(request.query.q);
}

/** An address may hold anything, and Postgres refuses NUL. */
const textOf = (asked: unknown) =>
  String(asked ?? '')
    .replaceAll('\0', '')
    .trim()
    .slice(0, 255);

/** The list's address with what it is asked; what is empty is left out. */
export function listHref(base: string, asked: object) {
  const told = Object.entries(asked).filter(([, value]) => value);
  return told.length ? `${base}?${new URLSearchParams(told)}` : base;
}
