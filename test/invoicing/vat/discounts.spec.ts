import { DiscountKind } from '../../../src/invoicing/vat/line-value';
import { totals, VatMethod } from '../../../src/invoicing/vat/totals';
import { decimal } from '../../../src/money/decimal';

type Row = [quantity: number, gross: string, net: string, rate: string, kind: DiscountKind, discount: string, comesTo: string];

/** The sixteen rows recorded from Fakturownia: unit price gross and net, the discount, and net, VAT and gross of the document. */
const TRUTH_TABLE: Row[] = [
  [1, '100.00', '100.00', '0', 'amount', '5.00', '95.00 0.00 95.00'],
  [1, '100.00', '100.00', '0', 'amount', '5.10', '94.90 0.00 94.90'],
  [1, '100.00', '100.00', '0', 'amount', '33.33', '66.67 0.00 66.67'],
  [1, '100.00', '100.00', '0', 'percent_unit', '33.33', '66.67 0.00 66.67'],
  [1, '100.00', '100.00', '0', 'percent_total', '33.33', '66.67 0.00 66.67'],
  [3, '100.00', '100.00', '0', 'amount', '5.00', '295.00 0.00 295.00'],
  [3, '100.00', '100.00', '0', 'amount', '5.10', '294.90 0.00 294.90'],
  [3, '100.00', '100.00', '0', 'amount', '33.33', '266.67 0.00 266.67'],
  [3, '100.00', '100.00', '0', 'percent_unit', '33.33', '200.01 0.00 200.01'],
  [3, '100.00', '100.00', '0', 'percent_total', '33.33', '200.01 0.00 200.01'],
  [1, '100.00', '81.30', '23', 'amount', '5.00', '77.24 17.76 95.00'],
  [1, '123.00', '100.00', '23', 'amount', '33.33', '72.90 16.77 89.67'],
  [1, '123.00', '100.00', '23', 'percent_unit', '33.33', '66.67 15.33 82.00'],
  [1, '123.00', '100.00', '23', 'percent_total', '33.33', '66.67 15.33 82.00'],
  [3, '123.00', '100.00', '23', 'percent_unit', '33.33', '200.01 46.00 246.01'],
  [3, '123.00', '100.00', '23', 'percent_total', '33.33', '200.01 46.00 246.01'],
];

describe('Discounts', () => {
  it.each(
    TRUTH_TABLE,
  )('%d at %s gross (%s net), %s%%, %s %s come to %s (R98)', (quantity, gross, net, rate, kind, discount, comesTo) => {
    expect(discounted(quantity, gross, rate, kind, discount, 'gross_sum')).toBe(comesTo);
    // An amount off comes in the price's kind; the recorded ones are gross.
    if (kind !== 'amount') expect(discounted(quantity, net, rate, kind, discount, 'net_sum')).toBe(comesTo);
  });

  it('takes per cent off the unit or off the whole line, which differ by their rounding (R98)', () => {
    expect(discounted(100, '9.99', '23', 'percent_unit', '5', 'net_sum')).toBe('949.00 218.27 1167.27');
    expect(discounted(100, '9.99', '23', 'percent_total', '5', 'net_sum')).toBe('949.05 218.28 1167.33');
  });

  it('rounds a lowered unit price as finely as it was typed, so that small prices keep their discount (R98)', () => {
    expect(discounted(1000, '0.0125', '23', 'percent_unit', '10', 'net_sum')).toBe('11.30 2.60 13.90');
  });

  it.each(
    TRUTH_TABLE.filter(([quantity, , , rate, kind]) => kind === 'percent_unit' && (quantity === 1 || rate === '0')),
  )('%d at %s gross (%s net), %s%%, come to the same by per cent of the gross unit price (R98)', (quantity, gross, net, rate, _, discount, comesTo) => {
    for (const method of ['net_sum', 'unit_gross_sum'] as const) {
      expect(discounted(quantity, net, rate, 'percent_unit_gross', discount, method)).toBe(comesTo);
    }
    expect(discounted(quantity, gross, rate, 'percent_unit_gross', discount, 'gross_sum')).toBe(comesTo);
  });

  it('takes per cent off the net or off the gross price of a unit, which differ by their rounding (R98)', () => {
    expect(discounted(3, '123.00', '23', 'percent_unit', '33.33', 'gross_sum')).toBe('200.01 46.00 246.01');
    expect(discounted(3, '123.00', '23', 'percent_unit_gross', '33.33', 'gross_sum')).toBe('200.00 46.00 246.00');
    expect(discounted(100, '9.99', '23', 'percent_unit', '5', 'unit_gross_sum')).toBe('948.78 218.22 1167.00');
    expect(discounted(100, '9.99', '23', 'percent_unit_gross', '5', 'unit_gross_sum')).toBe('949.59 218.41 1168.00');
    expect(discounted(100, '12.29', '23', 'percent_unit_gross', '5', 'gross_sum')).toBe('949.59 218.41 1168.00');
    expect(discounted(100, '12.29', '23', 'percent_unit', '5', 'gross_sum')).toBe('949.00 218.27 1167.27');
  });

  it('takes an amount off a net line net (R98)', () => {
    expect(discounted(1, '100', '23', 'amount', '10', 'net_sum')).toBe('90.00 20.70 110.70');
  });

  it.each<DiscountKind>([
    'percent_total',
    'percent_unit',
    'percent_unit_gross',
    'amount',
  ])('changes nothing with a discount of 0 by %s (R24, R98)', (kind) => {
    expect(discounted(3, '9.99', '23', kind, '0', 'gross_sum')).toBe('24.37 5.60 29.97');
  });

  it.each<DiscountKind>([
    'percent_total',
    'percent_unit',
    'percent_unit_gross',
  ])('leaves nothing of a line at 100%% by %s (R98)', (kind) => {
    expect(discounted(3, '9.99', '23', kind, '100', 'gross_line')).toBe('0.00 0.00 0.00');
  });
});

function discounted(
  quantity: number,
  price: string,
  rate: string,
  kind: DiscountKind,
  discount: string,
  method: VatMethod,
): string {
  const line = { quantity: decimal(quantity), price: decimal(price), discount: decimal(discount), rate };
  const { net, vat, gross } = totals([line], method, kind).document;
  return [net, vat, gross].map((amount) => amount.toFixed(2)).join(' ');
}
