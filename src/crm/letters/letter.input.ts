import { Id, Ids, LongText, OneOf, Text } from '../../web/input';
import { LANGUAGES, type Language } from '../../web/translations';

/** A letter to a client, as its form sends it. */
export class LetterInput {
  /** Whose known addresses are ticked: contact persons by their ids, and 0 for the client's own. */
  @Ids({ max: 100 }) people: number[] = [];
  /** Further addresses, between commas, semicolons or spaces. */
  @Text({ max: 2000 }) to: string | null = null;
  @Text({ max: 2000 }) cc: string | null = null;
  @Text({ max: 255, required: true }) subject: string;
  @LongText({ max: 20_000 }) body: string | null = null;
  @OneOf(LANGUAGES, { required: true }) language: Language;
  /** A letter that is written once more, and which of its files go out again, by their positions. */
  @Id() again: number | null = null;
  @Ids({ max: 10 }) earlier: number[] = [];
  /** What the button says: to show it filled in sends nothing. */
  @OneOf(['show', 'send']) next: string | null = null;
}
