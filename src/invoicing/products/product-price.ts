import { type Decimal, round } from '../../money/decimal';
import type { PriceKind } from '../vat/totals';

const GROSZ = 2;

/** What a unit costs without VAT and with it. */
export interface UnitPrice {
  net: Decimal;
  gross: Decimal;
}

/**
 * Both prices of a unit from the one that was typed: net·(100+r)/100, or gross − gross·r/(100+r) (R24), rounded as finely as it was typed, at
 * least to the grosz.
 * @param percent of VAT; null where there is none, so that net is gross
 */
export function unitPriceOf(kind: PriceKind, typed: Decimal, percent: Decimal | null): UnitPrice {
  if (percent === null) return { net: typed, gross: typed };
  const places = Math.max(GROSZ, typed.decimalPlaces());
  const whole = percent.plus(100);
  if (kind === 'net') return { net: typed, gross: round(typed.times(whole).div(100), places) };
  return { net: typed.minus(round(typed.times(percent).div(whole), places)), gross: typed };
}

/** A price less so many per cent, rounded as finely as it was written, at least to the grosz. */
export function lowered(price: Decimal, percentOff: Decimal): Decimal {
  const kept = price.times(percentOff.minus(100).neg()).div(100);
  return round(kept, Math.max(GROSZ, price.decimalPlaces()));
}
