import type { Invoice } from '../invoices/invoice.entity';

/** Whether the client is to pay by it: a sale or a request for money; not an order, a slip, what we owe, or what gives money back. */
export function asksForMoney({ documentKind, toPay }: Pick<Invoice, 'documentKind' | 'toPay'>): boolean {
  return toPay.gt(0) && documentKind.payable && !documentKind.bought;
}
