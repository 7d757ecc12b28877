import type { Decimal } from '../../money/decimal';
import { shares } from '../../money/share';
import { vatRateOf } from './rates';
import type { RateTotals } from './totals';
import { fromGross } from './vat';

/**
 * What an advance is of each VAT rate of the order it is paid on (art. 106f(1)): the money received, shared out by the rates' gross to the grosz,
 * and VAT taken out of each part (R103).
 * @param received gross
 * @param order the whole order by rate, its gross above zero
 */
export function advanceByRate(received: Decimal, order: RateTotals[]): RateTotals[] {
  const parts = shares(
    received,
    order.map(({ gross }) => gross),
  );
  return order.map(({ rate }, place) => ({ rate, ...fromGross(parts[place], vatRateOf(rate)?.percent ?? null) }));
}
