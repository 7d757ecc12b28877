import { Injectable } from '@nestjs/common';
import { Fates, LEFT_OUT, type LeftOut } from './fate';
import { OldDocuments } from './old-documents.service';

/** What the backfill would do with the documents of one kind and currency that stand outside of every deal. */
export interface Rehearsed {
  kind: string;
  /** ISO 4217. */
  currency: string;
  outside: number;
  makes: number;
  joins: number;
  leftOut: Record<LeftOut, number>;
}

/** Reckons what the backfill would do, and changes nothing (R87). */
@Injectable()
export class Rehearsal {
  constructor(private readonly documents: OldDocuments) {}

  /** By kind and currency, those first that make the most deals. */
  async counts(): Promise<Rehearsed[]> {
    const rows = new Map<string, Rehearsed>();
    const rowOf = (kind: string, currency: string) => {
      const key = `${kind} ${currency}`;
      if (!rows.has(key)) rows.set(key, { kind, currency, outside: 0, makes: 0, joins: 0, leftOut: none() });
      return rows.get(key)!;
    };
    for (const { kind, currency, count } of await this.documents.unconcerned()) {
      const row = rowOf(kind, currency);
      row.outside += count;
      row.leftOut.kind += count;
    }
    const fates = new Fates();
    for await (const document of this.documents.all()) {
      const row = rowOf(document.kind, document.currency);
      const fate = fates.next(document);
      row.outside++;
      if (fate === 'makes' || fate === 'joins') row[fate]++;
      else row.leftOut[fate]++;
    }
    return [...rows.values()].sort((a, b) => b.makes - a.makes || b.joins - a.joins || b.outside - a.outside);
  }
}

function none() {
  return Object.fromEntries(LEFT_OUT.map((reason) => [reason, 0])) as Record<LeftOut, number>;
}
