import type { Request } from '../../web/http';
import { kindOf } from '../kinds';
import { PAYMENT_STATES, type PaymentState } from '../payments/payment-state';
import type { InvoiceState } from './invoice.entity';

/** What a list of documents is narrowed to; `after` and `before` are keys of a row: its day and id, as '2026-11-24.1005'. */
export interface InvoiceFilter {
  kind?: string;
  /** Where it is in its life, or how it stands with payment (R95). */
  state?: InvoiceState | PaymentState;
  /** First and last day of issue, 'YYYY-MM-DD'. */
  from?: string;
  to?: string;
  department?: number;
  /** Who buys or receives. */
  client?: number;
  words?: string;
  /** What became of sending it (R54). */
  mail?: string;
  after?: string;
  before?: string;
}

/** What a list can be narrowed to by what became of sending: 'failed' are all that need a person. */
export const MAIL_FILTERS: readonly string[] = ['unsent', 'waiting', 'accepted', 'failed'];

export const LISTED_STATES: readonly InvoiceState[] = ['draft', 'issued', 'cancelled', 'deleted'];

/** What the address narrows the list to; what cannot be is left out. */
export function filterOf({ query }: Request): InvoiceFilter {
  const text = (name: string) =>
    String(query[name] ?? '')
      .replaceAll('\0', '')
      .trim()
      .slice(0, 200) || undefined;
  // The form of the filters sends '7 · Tartak'.
  const id = (name: string) => Number(/^([1-9]\d{0,14})(?: ·|$)/.exec(text(name) ?? '')?.[1]) || undefined;
  const day = (name: string) => (isDay(text(name) ?? '') ? text(name) : undefined);
  return {
    kind: kindOf(text('kind') ?? '')?.code,
    state: [...LISTED_STATES, ...PAYMENT_STATES].find((state) => state === text('state')),
    from: day('from'),
    to: day('to'),
    department: id('department'),
    client: id('client'),
    words: text('words'),
    mail: MAIL_FILTERS.find((mail) => mail === text('mail')),
    after: text('after'),
    before: text('before'),
  };
}

/** The address of a list narrowed so. */
export function listHref(filter: InvoiceFilter, more: Record<string, string> = {}) {
  const { after: _, before: __, ...kept } = filter;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...kept, ...more })) if (value) query.set(name, String(value));
  return query.size ? `/invoicing/invoices?${query}` : '/invoicing/invoices';
}

function isDay(text: string) {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
