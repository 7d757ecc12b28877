import { type CountedSeries, type Gap, type GivenNumber, rangeOf, SeriesAudit } from './series-audit';

/** What makes a series one of its own, with the last number that it gave. */
export interface Counter extends CountedSeries {
  seller: string;
  family: string;
  /** The department that numbers by itself; 0 for what departments share. */
  department: number;
}

/** A numbered document: what became of it, by whom, when and why. */
export interface NumberedDocument extends GivenNumber {
  id: number;
  seller: string;
  family: string;
  ending: 'deleted' | 'cancelled' | null;
  reason: string | null;
  /** Who ended it or, while it stands, issued it, and when. */
  who: string | null;
  at: Date;
}

/** A number that needs words: its document ended, or a person typed it and so left a gap before it. */
export interface Explanation extends NumberedDocument {
  counter: number;
  jump: Gap | null;
}

/** Columns of a NumberedDocument, of `invoices i`. */
export const NUMBERED_DOCUMENTS = `select i.account_id as account, i.id, i.seller_tax_no as seller, i.family, i.number, i.issue_on::text as "issueOn",
    i.number_typed as typed, case when i.deleted_at is not null then 'deleted' when i.cancelled_at is not null then 'cancelled' end as ending,
    case when i.deleted_at is not null then i.delete_reason else i.cancel_reason end as reason, u.name as who,
    coalesce(i.deleted_at, i.cancelled_at, i.issued_at) as at
  from invoices i left join users u on u.account_id = i.account_id
    and u.id = case when i.deleted_at is not null then i.deleted_by when i.cancelled_at is not null then i.cancelled_by else i.issued_by end`;
/** Columns of a Counter. */
export const COUNTERS = `select seller_tax_no as seller, department_id as department, family, pattern, period, last from number_counters`;

/** One series, proved by its documents. */
export class ProvedSeries {
  readonly audit: SeriesAudit;
  private readonly telling: { counter: number; document: NumberedDocument }[] = [];

  constructor(readonly counter: Counter) {
    this.audit = new SeriesAudit(counter);
  }

  /** @returns whether the number is one of the series */
  see(document: NumberedDocument): boolean {
    const counter = this.audit.see(document);
    if (counter !== null && (document.ending || document.typed)) this.telling.push({ counter, document });
    return counter !== null;
  }

  get counts() {
    const having = (has: (document: NumberedDocument) => boolean) => this.telling.filter(({ document }) => has(document)).length;
    return {
      given: this.audit.given,
      deleted: having(({ ending }) => ending === 'deleted'),
      cancelled: having(({ ending }) => ending === 'cancelled'),
      typed: having(({ typed }) => typed),
    };
  }

  /** By counter. */
  get explanations(): Explanation[] {
    const jumps = new Map(this.audit.gaps.filter(({ explained }) => explained).map((gap) => [gap.to + 1, gap]));
    const told = this.telling.map(({ counter, document }) => ({
      ...document,
      counter,
      jump: document.typed ? (jumps.get(counter) ?? null) : null,
    }));
    return told.sort((one, other) => one.counter - other.counter);
  }

  get missing(): string[] {
    return this.audit.gaps.filter(({ explained }) => !explained).map(rangeOf);
  }

  get doubled(): number[] {
    return this.audit.doubled;
  }

  get proved(): boolean {
    return !this.missing.length && !this.doubled.length;
  }
}

/**
 * Proves of every series of an account that no number is missing or doubled (R120). Documents are shown to it one after another, so that none
 * but those that need words is kept.
 */
export class NumberingProof {
  readonly series: ProvedSeries[];
  /** Numbers of no series: typed ones that follow no pattern. */
  readonly typedOutside: NumberedDocument[] = [];
  /** Given by Tandem, and yet of no series that is counted. */
  readonly uncounted: NumberedDocument[] = [];
  private readonly places = new Map<string, ProvedSeries[]>();

  constructor(counters: Counter[]) {
    this.series = counters.map((counter) => new ProvedSeries(counter));
    for (const one of this.series) this.places.set(placeOf(one.counter), [...this.seriesAt(one.counter), one]);
  }

  see(document: NumberedDocument) {
    let isCounted = false;
    for (const series of this.seriesAt(document)) isCounted = series.see(document) || isCounted;
    if (!isCounted) (document.typed ? this.typedOutside : this.uncounted).push(document);
  }

  get proved(): boolean {
    return this.series.every(({ proved }) => proved) && !this.uncounted.length;
  }

  private seriesAt(place: { seller: string; family: string }) {
    return this.places.get(placeOf(place)) ?? [];
  }
}

const placeOf = ({ seller, family }: { seller: string; family: string }) => JSON.stringify([seller, family]);
