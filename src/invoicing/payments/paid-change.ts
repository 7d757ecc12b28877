import { InvoicePaid, InvoiceUnpaid } from '../invoicing.events';
import { isSettled, type Payable } from './payment-state';

type Figures = Pick<Payable, 'toPay' | 'paid'>;

/** The event of a document that has become wholly paid, or no longer is; none where that is as it was. */
export function paidChange(id: number, before: Figures, after: Figures): (InvoicePaid | InvoiceUnpaid)[] {
  if (isSettled(before) === isSettled(after)) return [];
  return [isSettled(after) ? new InvoicePaid(id) : new InvoiceUnpaid(id)];
}
