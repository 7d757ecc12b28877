import type { Deal } from './deal.entity';

/** A deal as pages show it: templates read own properties only, not an entity's getters. */
export function shownDeal(deal: Deal) {
  const { shownName, shownGross, shownCurrency, mirrored, deleted } = deal;
  // Of a deal made for a document nothing was agreed: there is no value to show beside the document's (R38).
  const isAgreed = !mirrored || !deal.agreedGross.isZero();
  return { ...deal, shownName, shownGross, shownCurrency, mirrored, deleted, isAgreed };
}
