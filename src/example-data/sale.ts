import type { Card } from './cast';

/** A document to be made. */
export interface Sale {
  kind: string;
  daysAgo: number;
  /** Null for a receipt of somebody unknown. */
  card: Card | null;
  sells: string;
  fate?: 'draft' | 'cancelled' | 'deleted' | null;
  /** The document that it continues, as 'vat 48'; no other outside of deals is of this kind and day. */
  continues?: string;
  dealId: number | null;
}

/** Reads 'vat@27:cancelled' of the table of deals. */
export function saleOfDeal(dealId: number, card: Card, sells: string, document: string): Sale {
  const [, kind, daysAgo, fate] = /^(\w+)@(\d+)(?::(\w+))?$/.exec(document)!;
  return { kind, daysAgo: Number(daysAgo), card, sells, fate: fate as Sale['fate'], dealId };
}
