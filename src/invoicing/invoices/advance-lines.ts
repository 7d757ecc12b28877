import { type Decimal, round, sum } from '../../money/decimal';
import { shares } from '../../money/share';

/** What of an order, proforma or deal has one VAT rate. */
export interface OrderedPart {
  rate: string;
  gross: Decimal;
  /** The deal that it is of; null where descent says it. */
  dealId: number | null;
}

/** How much is paid in advance: per cent of the whole, or an amount gross; without either, all that is left. */
export interface AdvanceShare {
  percent: Decimal | null;
  amount: Decimal | null;
}

/**
 * Lines of an advance invoice, one for each VAT rate: what is paid divided in proportion to the gross of each rate (R103; art. 106f(1)(3)), so that
 * VAT is taken out of each part.
 * @param left gross that no other advance has taken; what is more than that is not asked for
 */
export function advanceLines(parts: OrderedPart[], { percent, amount }: AdvanceShare, left: Decimal, name: string) {
  const whole = sum(parts.map(({ gross }) => gross));
  const asked = amount ?? (percent ? round(whole.times(percent).div(100)) : left);
  const divided = shares(
    asked,
    parts.map(({ gross }) => gross),
  );
  return parts
    .map(({ rate, dealId }, index) => ({ name, unit: null, quantity: '1', price: divided[index].toFixed(2), rate, dealId }))
    .filter(({ price }) => price !== '0.00');
}

/** Parts of the same rate and deal put together. */
export function partsByRate(parts: OrderedPart[]): OrderedPart[] {
  const byKey = new Map<string, OrderedPart>();
  for (const part of parts) {
    const key = `${part.rate} ${part.dealId}`;
    const before = byKey.get(key);
    byKey.set(key, before ? { ...part, gross: before.gross.plus(part.gross) } : part);
  }
  return [...byKey.values()];
}
