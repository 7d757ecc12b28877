import type { Invoice } from '../invoices/invoice.entity';

/** Whether something is to be paid by it: a sale or a request for money; not an order, a slip, or what gives money back. */
export function asksForMoney({ kind, documentKind, toPay }: Invoice): boolean {
  return toPay.gt(0) && (documentKind.sale || kind === 'proforma' || kind === 'accounting_note');
}
