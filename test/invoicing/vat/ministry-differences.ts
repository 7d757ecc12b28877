import { advanceLines } from '../../../src/invoicing/invoices/advance-lines';
import { taxesAfter } from '../../../src/invoicing/invoices/basis';
import { vatRateOf } from '../../../src/invoicing/vat/rates';
import { type RateTotals, totals } from '../../../src/invoicing/vat/totals';
import { added, fromGross } from '../../../src/invoicing/vat/vat';
import { decimal } from '../../../src/money/decimal';

/** One of the Ministry's published FA(3) examples that is no plain invoice: a correction, an advance, a final or a simplified invoice. */
export interface MinistryDifference {
  number: string;
  /** What the example's story makes of each rate, by the law's formulas. */
  story: string;
  makes: () => RateTotals[];
  /** P_13 and P_14 of each rate; rates that nothing changes in are not there. */
  rates: { rate: string; net: string; vat: string }[];
  /** P_15. */
  gross: string;
}

/** Lines of one unit each, by net prices. */
const net = (...lines: [price: string, rate: string][]) =>
  totals(
    lines.map(([price, rate]) => ({ quantity: decimal(1), price: decimal(price), rate })),
    'net_sum',
  ).rates;
/** A gross amount of one rate. */
const gross = (amount: string, rate = '23'): RateTotals[] => [{ rate, ...fromGross(decimal(amount), vatRateOf(rate)!.percent) }];

/** What is after less what was before, without rates that stay as they were. */
function changed(after: RateTotals[], before: RateTotals[]): RateTotals[] {
  const earlier = { id: 1, number: '1', issueOn: '2026-01-01', taxes: before, total: added(before) };
  return taxesAfter(after, { advances: [earlier] })
    .map(({ rate, net, vat, gross }) => ({ rate, net, vat, gross }))
    .filter((amounts) => !amounts.gross.isZero() || !amounts.net.isZero());
}

const ORDER_AT_23 = net(['300000', '23'], ['5000', '23']);
const ORDER_AT_8 = net(['341666.67', '8'], ['5000', '23']);
const ORDER_LOWERED = net(['307500', '8'], ['4500', '23']);
const ADVANCE = 'Zaliczka';

/** An advance invoice on an order, by rate. */
function advance(received: string, order: RateTotals[]): RateTotals[] {
  const amount = decimal(received);
  const parts = order.map(({ rate, gross }) => ({ rate, gross, dealId: null }));
  const lines = advanceLines(parts, { percent: null, amount }, amount, ADVANCE);
  return totals(
    lines.map(({ quantity, price, rate }) => ({ quantity: decimal(quantity), price: decimal(price), rate })),
    'gross_sum',
  ).rates;
}

export const MINISTRY_DIFFERENCES: MinistryDifference[] = [
  {
    number: '02',
    story: 'a correction of a price, shown before and after',
    makes: () => changed(net(['1463.41', '23']), net(['1626.01', '23'])),
    rates: [{ rate: '23', net: '-162.60', vat: '-37.40' }],
    gross: '-200',
  },
  {
    number: '03',
    story: 'the same as one row that is the difference',
    makes: () => net(['-162.60', '23']),
    rates: [{ rate: '23', net: '-162.60', vat: '-37.40' }],
    gross: '-200',
  },
  { number: '05', story: 'a correction of the buyer’s name', makes: () => changed([], []), rates: [], gross: '0' },
  ...['06', '07'].map((number) => ({
    number,
    story: 'a rebate of 50,000 gross for half a year',
    makes: () => gross('-50000'),
    rates: [{ rate: '23', net: '-40650.41', vat: '-9349.59' }],
    gross: '-50000',
  })),
  {
    number: '10',
    story: 'an advance of 20,000 on an order at 23%',
    makes: () => advance('20000', ORDER_AT_23),
    rates: [{ rate: '23', net: '16260.16', vat: '3739.84' }],
    gross: '20000',
  },
  {
    number: '11',
    story: 'its correction: most of the order is at 8%',
    makes: () => changed(advance('20000', ORDER_AT_8), advance('20000', ORDER_AT_23)),
    rates: [
      { rate: '23', net: '-15993.6', vat: '-3678.53' },
      { rate: '8', net: '18214.94', vat: '1457.19' },
    ],
    gross: '0',
  },
  {
    number: '12',
    story: 'its second correction: 30,000 were received',
    makes: () => changed(advance('30000', ORDER_AT_8), advance('20000', ORDER_AT_8)),
    rates: [
      { rate: '23', net: '133.28', vat: '30.65' },
      { rate: '8', net: '9107.47', vat: '728.60' },
    ],
    gross: '10000',
  },
  {
    number: '13',
    story: 'a correction of the order by a tenth, which leaves the advance as it was',
    makes: () => changed(advance('30000', ORDER_LOWERED), advance('30000', ORDER_AT_8)),
    rates: [],
    gross: '0',
  },
  {
    number: '14',
    story: 'the final invoice: the order without the advance',
    makes: () => changed(ORDER_LOWERED, advance('30000', ORDER_LOWERED)),
    rates: [
      { rate: '23', net: '4100.16', vat: '943.04' },
      { rate: '8', net: '280177.59', vat: '22414.21' },
    ],
    gross: '307635',
  },
  {
    number: '15',
    story: 'a simplified invoice of 450 gross',
    makes: () => gross('450'),
    rates: [{ rate: '23', net: '365.85', vat: '84.15' }],
    gross: '450',
  },
  {
    number: '17',
    story: 'a final invoice that mistakes what remains for 300,000',
    makes: () => advance('300000', ORDER_LOWERED),
    rates: [
      { rate: '23', net: '3998.40', vat: '919.63' },
      { rate: '8', net: '273224.05', vat: '21857.92' },
    ],
    gross: '300000',
  },
  {
    number: '18',
    story: 'its correction to what remains',
    makes: () => changed(changed(ORDER_LOWERED, advance('30000', ORDER_LOWERED)), advance('300000', ORDER_LOWERED)),
    rates: [
      { rate: '23', net: '101.76', vat: '23.41' },
      { rate: '8', net: '6953.54', vat: '556.29' },
    ],
    gross: '7635',
  },
];
