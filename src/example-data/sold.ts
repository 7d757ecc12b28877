import type { Person } from '../accounts/person';
import { vatRateOf } from '../invoicing/vat/rates';
import { fromNet } from '../invoicing/vat/vat';
import { Decimal, round } from '../money/decimal';
import { OFFERING, type ServiceKey } from './offering';
import { textFor } from './texts';

/** About what a euro costs; prices of the example in euro are whole. */
const ZLOTY_FOR_EURO = 4.25;

/** One thing sold. */
export interface Sold {
  key: ServiceKey;
  name: string;
  unit: string;
  quantity: Decimal;
  net: Decimal;
  gross: Decimal;
  rate: string;
}

/** Reads 'terrace:36 lighting:8' of the tables; what is sold abroad is in euro and outside of Polish VAT. */
export function soldOf(person: Person, sells: string, currency: 'PLN' | 'EUR'): Sold[] {
  return sells.split(' ').map((each) => {
    const [key, quantity = '1'] = each.split(':') as [ServiceKey, string?];
    const [unit, zloty, usual] = OFFERING[key];
    const rate = currency === 'EUR' ? 'np1' : usual;
    const net = currency === 'EUR' ? round(new Decimal(zloty).div(ZLOTY_FOR_EURO), 0) : new Decimal(zloty);
    return {
      key,
      name: textFor(person, `service.${key}`),
      unit: textFor(person, `unit.${unit}`),
      quantity: new Decimal(quantity),
      net,
      gross: fromNet(net, vatRateOf(rate)!.percent).gross,
      rate,
    };
  });
}
