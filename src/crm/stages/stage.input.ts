import { Id, LongText, OneOf, Text, Whole } from '../../web/input';
import { COLOURS, OUTCOMES, type Outcome } from './stage.entity';

/** The form of a new stage, or of a change of one; the outcome is chosen once, when the stage is made. */
export class StageInput {
  @Text({ max: 100, required: true }) name: string;
  @Whole({ min: 1, max: COLOURS, required: true }) colour: number;
  /** Place in the order; beyond the last it is the last. */
  @Whole({ min: 1, max: 1000, required: true }) position: number;
  @OneOf(OUTCOMES) outcome: Outcome | null = null;
  /** How the stage stood when its form was opened; null for a new one (R117). */
  @LongText() opened: string | null = null;
}

/** The form that removes a stage. */
export class StageRemovalInput {
  /** Where the deals of the removed stage go (R89). */
  @Id() replacementId: number | null = null;
}
