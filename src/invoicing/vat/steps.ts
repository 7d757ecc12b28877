import { type Decimal, round } from '../../money/decimal';

/** What a step of reckoning comes to; each has a sentence for people, explanation.steps.<name>. */
export type StepName =
  | 'unit_gross'
  | 'unit_net'
  | 'unit_lowered'
  | 'value'
  | 'discount'
  | 'discounted'
  | 'with_vat'
  | 'without_vat'
  | 'sum'
  | 'vat_of_net'
  | 'vat_of_gross'
  | 'vat_share'
  | 'vat_sum'
  | 'vat_pln'
  | 'net'
  | 'gross';

/** One step of how an amount came about (R122). */
export interface Step {
  name: StepName;
  /** Amounts with the signs between them, to be read from left to right. */
  formula: (Decimal | string)[];
  /** Before it is rounded; of a division the first 40 digits. */
  exact: Decimal;
  rounded: Decimal;
}

/** Steps as they are taken, each rounded half up where it ends. */
export class Steps {
  constructor(readonly all: Step[] = []) {}

  /** @param places digits kept after the point @returns the rounded result, for the next step */
  add(name: StepName, formula: Step['formula'], exact: Decimal, places = 2): Decimal {
    const rounded = round(exact, places);
    this.all.push({ name, formula, exact, rounded });
    return rounded;
  }

  /** A part that was rounded so that all parts together make their whole, not by itself. */
  share(name: StepName, formula: Step['formula'], exact: Decimal, part: Decimal) {
    this.all.push({ name, formula, exact, rounded: part });
  }
}
