import { CURRENCIES } from '../../money/currencies';
import type { Decimal } from '../../money/decimal';
import { say } from '../../web/say';
import { GTU_CODES } from '../invoices/details';
import { inLanguage } from '../invoices/form-choices';
import { VAT_RATES } from '../vat/rates';
import type { Product } from './product.entity';
import { PRICE_KINDS } from './product.input';

/** What may be chosen in the form of a product. @param has the rate it has already, offered or not */
export function productChoices(has: string | null = null) {
  return {
    vatRates: VAT_RATES.filter(({ code, offered }) => offered || code === has).map(({ code, label }) => ({
      value: code,
      label: say(label),
    })),
    priceKinds: PRICE_KINDS.map((kind) => ({ value: kind, label: say(`price_kinds.${kind}`) })),
    currencies: CURRENCIES.map((code) => ({ value: code, label: code })),
    gtuCodes: GTU_CODES.map((code) => ({ value: code, label: say(`gtu.${code}`) })),
  };
}

/** A product for its page. @param category its name */
export function productShown({ price, ...product }: Product & { price: Decimal | null }, category: string | null) {
  return { ...product, category, price: inLanguage(inPlain(price)), currency: product.currency.trim() };
}

/** A price in plain notation: '1230.00', '0.0125'. */
export function inPlain(price: Decimal | null): string | null {
  return price?.toFixed(Math.max(2, price.decimalPlaces())) ?? null;
}
