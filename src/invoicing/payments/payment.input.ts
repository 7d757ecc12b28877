import type { Decimal } from '../../money/decimal';
import { AmountOf, Day, Ids, OneOf, Text } from '../../web/input';
import { PAYMENT_METHODS } from '../invoices/invoice.input';

/** The form of a payment. */
export class PaymentInput {
  /** As people type it: above zero, also of what is given back. */
  @AmountOf({ min: 0.01, max: 9_999_999_999_999.99, required: true }) amount: Decimal;
  @Day({ required: true }) paidOn: string;
  @OneOf(PAYMENT_METHODS, { required: true }) method: string;
  @Text({ max: 500 }) note: string | null = null;
  /** UUID of the shown form, which makes one payment (R118). */
  @Text({ max: 36 }) requestKey: string | null = null;
}

/** The form that pays several documents, each wholly and by a payment of its own. */
export class SettlementInput {
  @Ids({ max: 200 }) invoices: number[] = [];
  @Day({ required: true }) paidOn: string;
  /** Without it each document's own. */
  @OneOf(PAYMENT_METHODS) method: string | null = null;
}
