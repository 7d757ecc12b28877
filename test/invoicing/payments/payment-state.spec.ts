import { isSettled, paymentState } from '../../../src/invoicing/payments/payment-state';
import { Decimal } from '../../../src/money/decimal';

const TODAY = '2026-11-24';
const document = (toPay: string, paid: string, changes: object = {}) => ({
  ...{ kind: 'vat', state: 'issued', dueOn: null, toPay: new Decimal(toPay), paid: new Decimal(paid) },
  ...changes,
});

it.each([
  ['1230', '0', null, 'unpaid'],
  ['1230', '0.01', null, 'partly_paid'],
  ['1230', '1229.99', TODAY, 'partly_paid'],
  ['1230', '1230', '2026-11-23', 'paid'],
  ['1230', '1230.01', '2026-11-23', 'overpaid'],
  ['0', '5', null, 'overpaid'],
  ['0', '0', null, null],
  ['1230', '0', TODAY, 'unpaid'],
  ['1230', '0', '2026-11-23', 'overdue'],
  ['1230', '1229.99', '2026-11-23', 'overdue'],
  ['-100', '0', null, 'unpaid'],
  ['-100', '-40', null, 'partly_paid'],
  ['-100', '-100', null, 'paid'],
  ['-100', '-100.01', null, 'overpaid'],
  ['50', '-100', null, 'partly_paid'],
])('R95: %s to pay, %s paid, due on %s is %s', (toPay, paid, dueOn, state) => {
  expect(paymentState(document(toPay, paid, { dueOn }), TODAY)).toBe(state);
  expect(isSettled(document(toPay, paid))).toBe(state === 'paid' || (state === 'overpaid' && toPay !== '0'));
});

it.each([
  { state: 'draft' },
  { state: 'cancelled' },
  { state: 'deleted' },
  { kind: 'estimate' },
  { kind: 'client_order' },
  { kind: 'kp' },
])('R95: nothing is paid of %o', (changes) => {
  expect(paymentState(document('100', '0', changes), TODAY)).toBeNull();
});
