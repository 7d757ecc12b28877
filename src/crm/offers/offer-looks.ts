import type { OfferState } from './offer.entity';

/** Colour and sign of each state; its word is the translation offers.state.<state>. */
export const OFFER_LOOKS: Record<OfferState, { colour: string; sign: string }> = {
  draft: { colour: 'quiet', sign: 'edit' },
  sent: { colour: 'info', sign: 'send' },
  opened: { colour: 'info', sign: 'eye' },
  accepted: { colour: 'good', sign: 'check' },
  declined: { colour: 'bad', sign: 'x' },
  expired: { colour: 'warn', sign: 'clock' },
  withdrawn: { colour: 'quiet', sign: 'restore' },
  deleted: { colour: 'bad', sign: 'trash' },
};
