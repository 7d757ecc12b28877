import { Flag, LongText, OneOf, Text } from '../../web/input';
import { LANGUAGES, type Language } from '../../web/translations';

/** The form of a template of offers (R80). */
export class OfferTemplateInput {
  @Text({ max: 100, required: true }) name: string;
  @OneOf(LANGUAGES, { required: true }) language: Language;
  @LongText({ max: 6_000_000 }) html: string | null = null;
  @OneOf(['department', 'own'], { required: true }) colourOf: 'department' | 'own';
  /** Taken where the colour is its own. */
  @Text({ max: 7 }) colour: string | null = null;
  @Flag() showsLogo: boolean;
  @LongText({ max: 1000 }) footer: string | null = null;
  /** How the template stood when the form was opened; none on a new one (R117). */
  @LongText({ max: 20_000 }) opened: string | null = null;
}
