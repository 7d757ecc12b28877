import type { Request } from '../../web/http';
import { PAYMENT_METHODS } from '../invoices/invoice.input';
import { filterOf } from '../invoices/invoice-filters';

/** What the list of payments is narrowed to; `after` and `before` are keys of a row. */
export interface PaymentFilter {
  method?: string;
  /** First and last day, 'YYYY-MM-DD'. */
  from?: string;
  to?: string;
  /** Who buys or receives what was paid for. */
  client?: number;
  after?: string;
  before?: string;
}

/** What the address narrows the list to; what cannot be is left out. */
export function paymentFilterOf(request: Request): PaymentFilter {
  const { from, to, client, after, before } = filterOf(request);
  const method = PAYMENT_METHODS.find((one) => one === request.query.method);
  return { method, from, to, client, after, before };
}

/** The address of a list narrowed so. */
export function paymentsHref({ after: _, before: __, ...kept }: PaymentFilter, more: Record<string, string> = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...kept, ...more })) if (value) query.set(name, String(value));
  return query.size ? `/invoicing/payments?${query}` : '/invoicing/payments';
}
