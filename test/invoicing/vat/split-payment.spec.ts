import { splitPaymentDue } from '../../../src/invoicing/vat/split-payment';
import { decimal } from '../../../src/money/decimal';

const FACTS = { grossPln: decimal('15000.01'), hasAnnex15: true, buyerCompany: true, buyerTaxNo: '5252445767' };

describe('Split payment (art. 108a, R99)', () => {
  it.each([
    ['above 15,000 PLN with goods of annex 15, between firms', {}, true],
    ['of exactly 15,000 PLN', { grossPln: decimal(15_000) }, false],
    ['of a correction that gives back', { grossPln: decimal(-20_000) }, false],
    ['without goods of annex 15', { hasAnnex15: false }, false],
    ['for a consumer', { buyerCompany: false }, false],
    ['for a firm without a tax number', { buyerTaxNo: '' }, false],
  ])('of an invoice %s', (_, facts, due) => {
    expect(splitPaymentDue({ ...FACTS, ...facts })).toBe(due);
  });
});
