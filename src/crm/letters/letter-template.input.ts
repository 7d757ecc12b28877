import { Id, LongText, OneOf, Text } from '../../web/input';
import { LANGUAGES, type Language } from '../../web/translations';

/** A template of letters as its form sends it. */
export class LetterTemplateInput {
  @Text({ max: 100, required: true }) name: string;
  @OneOf(LANGUAGES, { required: true }) language: Language;
  @Text({ max: 255, required: true }) subject: string;
  @LongText({ max: 20_000 }) body: string | null = null;
  /** A deal with whose data it is shown; null for an example. */
  @Id() tried: number | null = null;
  /** What the button says: to show it filled in saves nothing. */
  @OneOf(['show']) next: string | null = null;
  /** How its fields stood when the form was opened (R117). */
  @LongText({ max: 200_000 }) opened: string | null = null;
}
