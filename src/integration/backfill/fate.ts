/** Of a document in the line of another one (R42): whether it has a deal that stands, or one that a person deleted. */
interface Relative {
  id: number;
  deal: 'living' | 'deleted' | null;
}

/** An issued document that stands in no living deal, as the backfill looks at it (R87). */
export interface OldDocument {
  id: number;
  kind: string;
  /** ISO 4217. */
  currency: string;
  /** Whether its kind makes deals by today's settings (R39). */
  accepted: boolean;
  cancelled: boolean;
  deleted: boolean;
  /** Whether it had a deal that a person deleted (R129). */
  dealDeleted: boolean;
  /** Whether a person took the line of its deal off it (R38). */
  takenOut: boolean;
  /** Whether its buyer has no card yet, so that one is found or made (R8). */
  withoutCard: boolean;
  /** Who issued it, if a member of CRM. */
  issuer: number | null;
  relatives: Relative[];
}

/** Why a document gets no deal. */
export const LEFT_OUT = ['kind', 'cancelled', 'deleted', 'deal_deleted', 'taken_out'] as const;
export type LeftOut = (typeof LEFT_OUT)[number];
export type Fate = 'makes' | 'joins' | LeftOut;

/**
 * What is to become of a document: it makes a deal, joins that of a document in its line, or is left out.
 * @param dealt documents that get a deal before it, as they are older
 */
export function fateOf(document: OldDocument, dealt: ReadonlySet<number> = new Set()): Fate {
  if (document.deleted) return 'deleted';
  if (document.cancelled) return 'cancelled';
  if (document.dealDeleted) return 'deal_deleted';
  if (document.takenOut) return 'taken_out';
  if (document.relatives.some(({ id, deal }) => deal === 'living' || dealt.has(id))) return 'joins';
  // Its sale had a deal, and a person did not want it.
  if (document.relatives.some(({ deal }) => deal === 'deleted')) return 'deal_deleted';
  return document.accepted && document.kind !== 'correction' ? 'makes' : 'kind';
}

/** The fates of documents, given from the oldest on. */
export class Fates {
  private readonly dealt = new Set<number>();

  next(document: OldDocument): Fate {
    const fate = fateOf(document, this.dealt);
    if (fate === 'makes' || fate === 'joins') this.dealt.add(document.id);
    return fate;
  }
}
