import { Person } from '../../accounts/person';
import { Decimal } from '../../money/decimal';
import { written } from '../../web/formats';
import type { Step } from '../vat/steps';

/** So many decimals of a result are shown before it is rounded; of more, as of a division, three dots follow. */
const MOST_PLACES = 6;

/** A step as people read it, figures as their language writes them. */
export interface ToldStep {
  /** Translation key of what it comes to. */
  says: string;
  formula: string;
  /** Before rounding; null when there was nothing to round. */
  exact: string | null;
  result: string;
}

/** Steps of reckoning in the person's language (R122). */
export function told(steps: Step[]): ToldStep[] {
  return steps.map((step) => ({
    says: `explanation.steps.${step.name}`,
    formula: step.formula.map((part, place) => (typeof part === 'string' ? part : figure(part, isAmount(step, place)))).join(' '),
    exact: step.exact.eq(step.rounded) ? null : exactly(step.exact),
    result: figure(step.rounded, true),
  }));
}

/** A figure in the person's language; an amount has at least its grosze. */
export function figure(value: Decimal, amount: boolean): string {
  return written(value, Person.current.language, Math.max(amount ? 2 : 0, value.decimalPlaces()));
}

/** Whether a figure of a formula is money, not a quantity or per cent. */
function isAmount({ name, formula }: Step, place: number): boolean {
  const sign = formula[place - 1];
  if (name === 'value') return formula.length === 1 || place > 0;
  return sign !== '×' && sign !== '÷';
}

function exactly(value: Decimal): string {
  const cut = value.toDecimalPlaces(MOST_PLACES, Decimal.ROUND_DOWN);
  return figure(cut, true) + (cut.eq(value) ? '' : '…');
}
