import { lowered, unitPriceOf } from '../../../src/invoicing/products/product-price';
import { fromGross, fromNet } from '../../../src/invoicing/vat/vat';
import { decimal } from '../../../src/money/decimal';

const PERCENT = decimal(23);

describe('the price of a unit', () => {
  it('follows from the one that was typed as an amount of a document does (R24, R111)', () => {
    for (let grosze = 0; grosze < 400; grosze++) {
      const price = decimal(grosze * 7).div(100);
      const [ofNet, ofGross] = [fromNet(price, PERCENT), fromGross(price, PERCENT)];
      expect(unitPriceOf('net', price, PERCENT).gross.toFixed(2)).toBe(ofNet.gross.toFixed(2));
      expect(unitPriceOf('gross', price, PERCENT).net.toFixed(2)).toBe(ofGross.net.toFixed(2));
    }
  });

  it.each([
    ['net', '0.0125', '23', '0.0125', '0.0154'],
    ['gross', '0.0125', '8', '0.0116', '0.0125'],
    ['gross', '1230', '23', '1000.00', '1230.00'],
    ['net', '99.99', null, '99.99', '99.99'],
  ] as const)('typed %s as %s at %s per cent is %s net and %s gross, as fine as it was typed (R111)', (kind, typed, percent, net, gross) => {
    const prices = unitPriceOf(kind, decimal(typed), percent === null ? null : decimal(percent));
    const written = (price: typeof prices.net) => price.toFixed(Math.max(2, price.decimalPlaces()));
    expect([written(prices.net), written(prices.gross)]).toEqual([net, gross]);
  });

  it('is lowered by per cent, rounded once (R111)', () => {
    expect(lowered(decimal('0.99'), decimal('12.5')).toFixed()).toBe('0.87');
    expect(lowered(decimal('0.0125'), decimal(50)).toFixed()).toBe('0.0063');
    expect(lowered(decimal('10'), decimal(100)).toFixed()).toBe('0');
  });
});
