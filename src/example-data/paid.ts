import type { Sale } from './sale';

/** Who pays late, and who so far paid a part: the others pay within ten days, receipts at once. */
const LATE: readonly string[] = ['arena', 'termy', 'kwiaty'];
const PARTLY: readonly string[] = ['garten', 'szklarnie'];
const DAYS = 10;
/** Nothing is paid for these. */
const UNPAID: readonly string[] = ['proforma', 'estimate', 'correction'];

/** What of an example document is paid, and how many days ago; null where nothing is. */
export function paidOf({ kind, daysAgo, card, fate }: Sale): { daysAgo: number; whole: boolean } | null {
  if (fate || UNPAID.includes(kind)) return null;
  if (kind === 'receipt') return { daysAgo, whole: true };
  if (daysAgo < DAYS || LATE.includes(card?.key ?? '')) return null;
  return { daysAgo: daysAgo - DAYS, whole: !PARTLY.includes(card?.key ?? '') };
}
