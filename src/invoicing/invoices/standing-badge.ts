import { say } from '../../web/say';
import { type Payable, paymentBadge } from '../payments/payment-state';
import type { InvoiceState } from './life';

const LIFE: Record<InvoiceState, { colour: string; icon: string }> = {
  draft: { colour: 'quiet', icon: 'edit' },
  issued: { colour: 'good', icon: 'circle-check' },
  cancelled: { colour: 'warn', icon: 'ban' },
  deleted: { colour: 'bad', icon: 'trash' },
};

/**
 * How a document stands, as components/badge takes it: with payment (R95); where nothing is paid, where in its life it is.
 * @param on today
 */
export function standingBadge(document: Payable & { state: InvoiceState }, on: string) {
  const { state } = document;
  return (
    paymentBadge(document, on) ?? { colour: LIFE[state].colour, text: say(`invoices.state.${state}`), icon: LIFE[state].icon }
  );
}
