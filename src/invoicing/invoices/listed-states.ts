import { KINDS } from '../kinds';
import type { PaymentState } from '../payments/payment-state';
import type { InvoiceState } from './life';

/** Kinds that payments settle. */
export const PAYABLE = KINDS.filter(({ payable }) => payable).map(({ code }) => code);

const STANDS = 'i.issuedAt is not null and i.cancelledAt is null and i.deletedAt is null';
/** As paymentState() says, and as the indexes on what is paid are made. */
const SETTLED_OTHERWISE = `${STANDS} and i.paid <> i.toPay and i.paid <> 0 and i.kind in (:...payable)`;
const OVERPAID = '(case when i.toPay < 0 then i.paid < i.toPay else i.paid > i.toPay end)';

/**
 * What a list is narrowed to by the life of documents and by how they stand with payment (R95), for the alias i, the parameters today (day in
 * the account's time zone) and payable (PAYABLE). What is overdue is also unpaid or partly paid.
 */
export const STATES: Record<InvoiceState | PaymentState, string> = {
  draft: 'i.issuedAt is null and i.deletedAt is null',
  issued: STANDS,
  cancelled: 'i.cancelledAt is not null and i.deletedAt is null',
  deleted: 'i.deletedAt is not null and i.issuedAt is not null',
  unpaid: `${STANDS} and i.paid <> i.toPay and i.paid = 0 and i.kind in (:...payable)`,
  partly_paid: `${SETTLED_OTHERWISE} and not ${OVERPAID}`,
  overdue: `${STANDS} and i.paid <> i.toPay and i.dueOn < :today and i.kind in (:...payable) and not ${OVERPAID}`,
  paid: `${STANDS} and i.paid = i.toPay and i.toPay <> 0 and i.kind in (:...payable)`,
  overpaid: `${SETTLED_OTHERWISE} and ${OVERPAID}`,
};
