import { LongText, Text } from '../../../web/input';

/** The form of a category. */
export class CategoryInput {
  /** How it stood when the form was opened; null for a new one (R117). */
  @LongText({ max: 200_000 }) opened: string | null = null;
  @Text({ max: 100, required: true }) name: string;
  @LongText({ max: 1000 }) description: string | null = null;
}
