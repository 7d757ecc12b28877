import { type Decimal, round, sum } from '../../money/decimal';
import type { Deal } from './deal.entity';
import { grossOf, type TypedLine } from './deal-lines.service';

/** What of a deal's agreed value is left without VAT, as its invoice would reckon it: once for each rate of its lines (R24, R86, R88). */
export function agreedNetOf({ agreedGross, vatRate }: Pick<Deal, 'agreedGross' | 'vatRate'>, lines: TypedLine[]): Decimal {
  if (!lines.length) return netOf(agreedGross, vatRate);
  const rates = [...new Set(lines.map(({ rate }) => rate))];
  return sum(rates.map((rate) => netOf(grossOf(lines.filter((line) => line.rate === rate)), rate)));
}

/** VAT is gross·r/(100+r), rounded to the grosz; zw and np bear none. */
function netOf(gross: Decimal, vatRate: string): Decimal {
  const percent = Number(vatRate);
  return Number.isNaN(percent) ? gross : gross.minus(round(gross.times(percent).div(100 + percent)));
}
