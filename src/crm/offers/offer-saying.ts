import type { TypedLine } from '../deals/deal-lines.service';
import type { OfferInput } from './offer.input';

/** A line of an offer as its form says it. */
export type OfferedLine = TypedLine & { description: string | null };

/** What the client reads of an offer, its HTML cleaned and its lines those that somebody typed in. */
export type OfferSaying = Pick<OfferInput, 'title' | 'language' | 'currency' | 'validUntil'> & {
  html: string;
  lines: OfferedLine[];
};
