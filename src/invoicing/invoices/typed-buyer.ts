import { BrokenRule } from '../../broken-rule';
import { isValidNip, normalTaxNumber } from '../../identifiers/tax-number';
import type { InvoiceInput } from './invoice.input';
import type { Buyer } from './parties';

/**
 * The buyer as it was typed.
 * @param before the buyer that the document says already: a tax number that nobody touched is not asked about again
 * @throws BrokenRule at the field when the country is no code or a Polish tax number has a wrong check digit
 */
export function typedBuyer(input: InvoiceInput, before?: Buyer): Buyer {
  const country = input.buyerCountry?.toUpperCase() ?? 'PL';
  if (!/^[A-Z]{2}$/.test(country)) throw new BrokenRule('country_code', {}, 'buyerCountry');
  const taxNo = input.buyerTaxNo && (normalTaxNumber(input.buyerTaxNo, country) || null);
  if (taxNo && country === 'PL' && taxNo !== before?.taxNo && !isValidNip(taxNo))
    throw new BrokenRule('buyer_nip', {}, 'buyerTaxNo');
  return {
    company: input.buyerCompany,
    name: input.buyerName,
    taxCountry: country,
    taxNo,
    street: input.buyerStreet,
    postCode: input.buyerPostCode,
    city: input.buyerCity,
    country,
    email: input.buyerEmail,
  };
}
