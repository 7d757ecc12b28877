import { Flag, Ids, LongText, Text, Whole } from '../../../web/input';

/** A message with an offer, as its form sends it (R81, R82). */
export class OfferSendingInput {
  /** Whose known addresses are ticked: contact persons by their ids, and 0 for the client's own. */
  @Ids({ max: 100 }) people: number[] = [];
  /** Further addresses, between commas, semicolons or spaces. */
  @Text({ max: 2000 }) to: string | null = null;
  @Text({ max: 2000 }) cc: string | null = null;
  @Text({ max: 255, required: true }) subject: string;
  @LongText({ max: 20_000 }) body: string | null = null;
  /** It is to go although some of what its text names is empty. */
  @Flag() emptyToo = false;
  @Flag() remind = false;
  /** So many days after. */
  @Whole({ min: 1, max: 60 }) remindAfter: number | null = null;
  /** Nobody is reminded once somebody was in touch with the client. */
  @Flag() endsOnContact = false;
  /** Of the offer, as the form showed it. */
  @Whole({ required: true }) version: number;
}
