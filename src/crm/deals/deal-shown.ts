import type { Deal } from './deal.entity';

/** A deal as pages show it: templates read own properties only, not an entity's getters. */
export function shownDeal(deal: Deal) {
  const { shownName, shownGross, shownCurrency, mirrored, deleted } = deal;
  return { ...deal, shownName, shownGross, shownCurrency, mirrored, deleted };
}
