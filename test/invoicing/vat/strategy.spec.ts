import { type CalculatingStrategy, methodOf } from '../../../src/invoicing/vat/strategy';
import { totals } from '../../../src/invoicing/vat/totals';
import { decimal } from '../../../src/money/decimal';

const strategy = (text: string) => {
  const [invoice_form_price_kind, position, sum] = text.split(' ');
  return { position, sum, invoice_form_price_kind } as CalculatingStrategy;
};

describe('Fakturownia’s calculating_strategy', () => {
  it.each([
    ['net default sum', 'net_line'],
    ['net default keep_net', 'net_sum'],
    ['net default keep_gross', null],
    ['net keep_gross sum', 'unit_gross_line'],
    ['net keep_gross keep_gross', 'unit_gross_sum'],
    ['net keep_gross keep_net', null],
    ['gross default sum', 'gross_line'],
    ['gross default keep_gross', 'gross_sum'],
    ['gross default keep_net', null],
    ['gross keep_gross sum', 'gross_line'],
    ['gross keep_gross keep_gross', 'gross_sum'],
    ['gross keep_gross keep_net', null],
  ])('%s is the method %s (R97)', (text, method) => {
    expect(methodOf(strategy(text))).toBe(method);
  });

  it.each([
    ['net default keep_net', '9.99', '29.97 6.89 36.86'],
    ['net default sum', '9.99', '29.97 6.90 36.87'],
    ['net keep_gross keep_gross', '9.99', '29.98 6.89 36.87'],
    ['gross default keep_gross', '9.99', '24.37 5.60 29.97'],
    ['gross default sum', '9.99', '24.36 5.61 29.97'],
  ])('%s of three lines at %s comes to the documented %s (R97)', (text, price, comesTo) => {
    const lines = Array.from({ length: 3 }, () => ({ quantity: decimal(1), price: decimal(price), rate: '23' }));
    const { net, vat, gross } = totals(lines, methodOf(strategy(text))!).document;
    expect([net, vat, gross].map((amount) => amount.toFixed(2)).join(' ')).toBe(comesTo);
  });
});
