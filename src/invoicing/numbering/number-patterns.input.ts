import { Nested, OneOf, Text } from '../../web/input';
import { FAMILIES } from '../kinds';

/** One family's row of the form; without a pattern the family goes back to what holds otherwise. */
export class NumberPatternInput {
  @OneOf([...FAMILIES.keys()], { required: true }) family: string;
  @Text({ max: 100 }) pattern: string | null;
  /** The pattern that the form was opened with (R117). */
  @Text({ max: 100 }) opened: string | null;
}

/** The patterns of the account or of one department, a row for each family. */
export class NumberPatternsInput {
  @Nested(() => NumberPatternInput, { max: 50 }) patterns: NumberPatternInput[] = [];
}
