import { isPatternError, parsePattern, periodOf, readNumber } from './pattern';

/** A series of numbers in one period, and the last number that it gave; a row of number_counters. */
export interface CountedSeries {
  pattern: string;
  /** As periodOf writes it: '2026', '2026-11' or '2026-11-24'. */
  period: string;
  last: number;
}

/** A number as its document has it, whatever became of the document. */
export interface GivenNumber {
  number: string;
  issueOn: string;
  typed: boolean;
}

/** Numbers from one to another that no document has; a number that was typed by hand right after them explains why (R96). */
export interface Gap {
  from: number;
  to: number;
  explained: boolean;
}

/** Looks through the numbers of one series for what R120 forbids: one that is missing without a reason, and one that was given twice. */
export class SeriesAudit {
  /** Counters that stand on more than one document without being typed. */
  readonly doubled: number[] = [];
  private readonly pattern;
  private readonly typedAt = new Map<number, boolean>();

  /** @throws Error when the stored pattern numbers nothing */
  constructor(readonly series: CountedSeries) {
    const pattern = parsePattern(series.pattern);
    if (isPatternError(pattern)) throw new Error(`The stored pattern ${series.pattern} numbers nothing: ${pattern}`);
    this.pattern = pattern;
  }

  /** Takes note of a number. @returns its counter; null when it is none of the series */
  see({ number, issueOn, typed }: GivenNumber): number | null {
    if (periodOf(this.pattern, issueOn) !== this.series.period) return null;
    const counter = readNumber(this.pattern, number, issueOn);
    if (counter === null || counter > this.series.last) return null;
    const before = this.typedAt.get(counter);
    if (before === false && !typed) this.doubled.push(counter);
    this.typedAt.set(counter, typed && before !== false);
    return counter;
  }

  /** How many of its numbers documents have. */
  get given(): number {
    return this.typedAt.size;
  }

  /** What no document has, up to the last number. */
  get gaps(): Gap[] {
    const given = [...this.typedAt.keys(), this.series.last + 1].sort((a, b) => a - b);
    return given.flatMap((counter, at) => {
      const [from, to] = [(given[at - 1] ?? 0) + 1, counter - 1];
      return from > to ? [] : [{ from, to, explained: this.typedAt.get(counter) ?? false }];
    });
  }

  /** What is wrong, in words; a void keeps its document, and a typed number explains the jump to it. */
  get faults(): string[] {
    const missing = this.gaps.filter(({ explained }) => !explained).map(rangeOf);
    return [
      ...(missing.length ? [`${missing.join(', ')} missing`] : []),
      ...(this.doubled.length ? [`${this.doubled.join(', ')} given twice`] : []),
    ];
  }
}

/** '7', or '7-9' of several numbers. */
export function rangeOf({ from, to }: { from: number; to: number }): string {
  return from === to ? `${from}` : `${from}-${to}`;
}
