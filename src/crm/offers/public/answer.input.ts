import { LongText, Text, Whole } from '../../../web/input';

/** How a client accepts. */
export class AcceptanceInput {
  /** In the place of a signature. */
  @Text({ required: true }) name: string;
  @LongText({ max: 2000 }) note: string | null = null;
  /** Of the offer, as the page showed it. */
  @Whole({ required: true }) version: number;
}

/** How a client declines. */
export class RefusalInput {
  @LongText({ max: 2000 }) reason: string | null = null;
  @Whole({ required: true }) version: number;
}
