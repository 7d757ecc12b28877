import { Decimal, round, sum, ZERO } from '../../money/decimal';

/** What a line, a rate or a document comes to, each in whole grosze of its currency; net + vat = gross always. */
export interface Amounts {
  net: Decimal;
  vat: Decimal;
  gross: Decimal;
}

/** VAT on a net amount: net·r/100, rounded to the grosz (art. 106e(1)(14)). Null per cent: none. */
export function vatOfNet(net: Decimal, percent: Decimal | null): Decimal {
  return percent === null ? ZERO : round(net.times(percent).div(100));
}

/** VAT inside a gross amount: gross·r/(100+r), rounded to the grosz (art. 106e(7), R24). Null per cent: none. */
export function vatOfGross(gross: Decimal, percent: Decimal | null): Decimal {
  return percent === null ? ZERO : round(gross.times(percent).div(percent.plus(100)));
}

/** A net amount with its VAT on top. */
export function fromNet(net: Decimal, percent: Decimal | null): Amounts {
  const vat = vatOfNet(net, percent);
  return { net, vat, gross: net.plus(vat) };
}

/** A gross amount with its VAT taken out. */
export function fromGross(gross: Decimal, percent: Decimal | null): Amounts {
  const vat = vatOfGross(gross, percent);
  return { net: gross.minus(vat), vat, gross };
}

/** Amounts of nothing. */
export const NOTHING: Amounts = { net: ZERO, vat: ZERO, gross: ZERO };

/** Several amounts together. */
export function added(amounts: Amounts[]): Amounts {
  return {
    net: sum(amounts.map((each) => each.net)),
    vat: sum(amounts.map((each) => each.vat)),
    gross: sum(amounts.map((each) => each.gross)),
  };
}

/** What is left of some amounts without others. */
export function less(amounts: Amounts, others: Amounts): Amounts {
  return {
    net: amounts.net.minus(others.net),
    vat: amounts.vat.minus(others.vat),
    gross: amounts.gross.minus(others.gross),
  };
}
