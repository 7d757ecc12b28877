import { Decimal } from '../../money/decimal';
import { type DiscountKind, valueSteps } from './line-value';
import { vatRateOf } from './rates';
import { type Step, Steps } from './steps';
import {
  isSummed,
  type PriceKind,
  priceKindOf,
  pricingOf,
  type TotalsLine,
  totals,
  VAT_METHODS,
  type VatMethod,
  valueKindOf,
} from './totals';
import type { Amounts } from './vat';

/** How the amounts of a line or a rate came about. */
export interface Explained extends Amounts {
  rate: string;
  steps: Step[];
}

/** What the same lines come to by another method. */
export interface OtherMethod extends Amounts {
  method: VatMethod;
  /** Its gross, and its VAT, less the document's. */
  grossDifference: Decimal;
  vatDifference: Decimal;
}

/** How a document's amounts came about (R122): each line, each rate, and the whole, with what other methods would make of it. */
export interface Explanation {
  lines: Explained[];
  rates: Explained[];
  document: Amounts;
  others: OtherMethod[];
}

const HUNDRED = new Decimal(100);

/** So many amounts of a sum are written out; of more the first ones and the last. */
const MOST_WRITTEN = 6;

/**
 * Explains what totals() makes of the same lines, step by step.
 * @throws RangeError for a rate that does not exist
 */
export function explain(lines: TotalsLine[], method: VatMethod, discountKind: DiscountKind): Explanation {
  const result = totals(lines, method, discountKind);
  const kind = valueKindOf(method);
  return {
    lines: lines.map((line, place) => ({
      rate: line.rate,
      ...result.lines[place],
      steps: lineSteps(line, result.lines[place], method, discountKind),
    })),
    rates: result.rates.map(({ rate, ...amounts }) => {
      const ofRate = result.lines.filter((_, place) => lines[place].rate === rate);
      return { rate, ...amounts, steps: rateSteps(rate, ofRate, amounts, method, kind) };
    }),
    document: result.document,
    others: otherMethods(lines, method, discountKind, result.document),
  };
}

function lineSteps(line: TotalsLine, { vat, ...amounts }: Amounts, method: VatMethod, discountKind: DiscountKind): Step[] {
  const percent = percentOf(line.rate);
  const steps = new Steps(valueSteps(line, pricingOf(method), percent, discountKind));
  if (percent === null) return steps.all;
  const kind = valueKindOf(method);
  if (isSummed(method)) steps.share('vat_share', ...vatFormula(amounts[kind], kind, percent), vat);
  else steps.add(`vat_of_${kind}`, ...vatFormula(amounts[kind], kind, percent));
  withOther(steps, { ...amounts, vat }, kind);
  return steps.all;
}

function rateSteps(rate: string, lines: Amounts[], amounts: Amounts, method: VatMethod, kind: PriceKind): Step[] {
  const percent = percentOf(rate);
  const steps = new Steps();
  if (lines.length > 1) steps.add('sum', written(lines.map((line) => line[kind])), amounts[kind]);
  if (percent === null) return lines.length > 1 ? steps.all : [];
  if (isSummed(method)) steps.add(`vat_of_${kind}`, ...vatFormula(amounts[kind], kind, percent));
  else steps.add('vat_sum', written(lines.map(({ vat }) => vat)), amounts.vat);
  withOther(steps, amounts, kind);
  return steps.all;
}

/** VAT on top of net, or inside of gross, and what it is before rounding. */
function vatFormula(value: Decimal, kind: PriceKind, percent: Decimal): [Step['formula'], Decimal] {
  const divisor = kind === 'net' ? HUNDRED : percent.plus(100);
  return [[value, '×', percent, '÷', divisor], value.times(percent).div(divisor)];
}

/** Gross of net and VAT, or net of gross and VAT. */
function withOther(steps: Steps, { net, vat, gross }: Amounts, kind: PriceKind) {
  if (kind === 'net') steps.add('gross', [net, '+', vat], gross);
  else steps.add('net', [gross, '−', vat], net);
}

function written(amounts: Decimal[]): Step['formula'] {
  const signed = (some: Decimal[]) => some.flatMap((amount, place) => (place === 0 ? [amount] : ['+', amount]));
  if (amounts.length <= MOST_WRITTEN) return signed(amounts);
  return [...signed(amounts.slice(0, MOST_WRITTEN - 1)), '+', '…', '+', amounts.at(-1)!];
}

/** The methods that the same prices can be reckoned by; an amount off is net or gross, so that with one only its own pricing is comparable. */
function otherMethods(lines: TotalsLine[], method: VatMethod, discountKind: DiscountKind, document: Amounts): OtherMethod[] {
  const takesAmounts = discountKind === 'amount' && lines.some(({ discount }) => discount && !discount.isZero());
  return VAT_METHODS.filter(
    (other) =>
      other !== method && priceKindOf(other) === priceKindOf(method) && (!takesAmounts || pricingOf(other) === pricingOf(method)),
  ).map((other) => {
    const { net, vat, gross } = totals(lines, other, discountKind).document;
    return {
      method: other,
      net,
      vat,
      gross,
      grossDifference: gross.minus(document.gross),
      vatDifference: vat.minus(document.vat),
    };
  });
}

function percentOf(rate: string): Decimal | null {
  return vatRateOf(rate)?.percent ?? null;
}
