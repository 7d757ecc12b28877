import type { Decimal } from '../../money/decimal';
import { say } from '../../web/say';
import { kindOf } from '../kinds';

/** How a document stands with payment (R95): derived, never stored. */
export type PaymentState = 'unpaid' | 'partly_paid' | 'overdue' | 'paid' | 'overpaid';

export const PAYMENT_STATES: readonly PaymentState[] = ['unpaid', 'partly_paid', 'overdue', 'paid', 'overpaid'];

/** What is asked of a document to know how it stands with payment. */
export interface Payable {
  kind: string;
  /** Its life: only an issued one is paid. */
  state: string;
  /** Negative where money is given back, as by a correction. */
  toPay: Decimal;
  paid: Decimal;
  /** 'YYYY-MM-DD'; null without a term. */
  dueOn: string | null;
}

/** What is still to be paid; negative where money is to be given back. */
export function leftToPay({ toPay, paid }: Pick<Payable, 'toPay' | 'paid'>): Decimal {
  return toPay.minus(paid);
}

/** Whether all of it is paid, or more than all, after it was edited. */
export function isSettled({ toPay, paid }: Pick<Payable, 'toPay' | 'paid'>): boolean {
  return !toPay.isZero() && (toPay.isNegative() ? paid.lte(toPay) : paid.gte(toPay));
}

/**
 * How it stands on a day. Overdue is what is not wholly paid and was due before it.
 * @param today day in the account's time zone
 * @returns null where nothing is paid: drafts, ended documents, kinds without payment, nothing to pay
 */
export function paymentState(document: Payable, today: string): PaymentState | null {
  const { kind, state, toPay, paid, dueOn } = document;
  if (state !== 'issued' || !kindOf(kind)!.payable || (toPay.isZero() && paid.isZero())) return null;
  if (toPay.eq(paid)) return 'paid';
  if (toPay.isZero() || isSettled(document)) return 'overpaid';
  if (dueOn !== null && dueOn < today) return 'overdue';
  return paid.isZero() ? 'unpaid' : 'partly_paid';
}

/** The colour and picture of each, as components/badge takes them. */
export const PAYMENT_LOOKS: Record<PaymentState, { colour: string; sign: string }> = {
  unpaid: { colour: 'info', sign: 'clock' },
  partly_paid: { colour: 'info', sign: 'wallet' },
  overdue: { colour: 'bad', sign: 'alert' },
  paid: { colour: 'good', sign: 'circle-check' },
  overpaid: { colour: 'warn', sign: 'alert' },
};

/** How it stands, as components/badge takes it; null where nothing is paid. */
export function paymentBadge(document: Payable, today: string) {
  const state = paymentState(document, today);
  if (!state) return null;
  const { colour, sign } = PAYMENT_LOOKS[state];
  return { colour, text: say(`payments.state.${state}`), icon: sign };
}
