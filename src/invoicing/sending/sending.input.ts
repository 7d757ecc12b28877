import { Ids, LongText, OneOf, Text } from '../../web/input';
import { LANGUAGES, type Language } from '../../web/translations';
import { PRINTS, type Print } from '../paper/paper';

/** A message with one document, as its form sends it. */
export class SendingInput {
  /** Addresses, between commas, semicolons or spaces. */
  @Text({ max: 2000, required: true }) to: string;
  @Text({ max: 2000 }) cc: string | null = null;
  @Text({ max: 255, required: true }) subject: string;
  @LongText({ max: 20_000 }) body: string | null = null;
  @OneOf(LANGUAGES, { required: true }) language: Language;
  /** How the attached PDF is printed; null sends the link only. */
  @OneOf(PRINTS) print: Print | null = null;
}

/** Documents that are sent at once, each with the message of its template. */
export class UsualSendingsInput {
  @Ids({ max: 200 }) invoices: number[] = [];
  /** The deal from whose page they are sent, to go back there. */
  @Text({ max: 30 }) back: string | null = null;
}
