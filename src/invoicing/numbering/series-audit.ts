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

/** Looks through the numbers of one series for what R120 forbids: one that is missing without a reason, and one that was given twice. */
export class SeriesAudit {
  private readonly pattern;
  private readonly typedAt = new Map<number, boolean>();
  private readonly doubles: number[] = [];

  /** @throws Error when the stored pattern numbers nothing */
  constructor(readonly series: CountedSeries) {
    const pattern = parsePattern(series.pattern);
    if (isPatternError(pattern)) throw new Error(`The stored pattern ${series.pattern} numbers nothing: ${pattern}`);
    this.pattern = pattern;
  }

  /** Takes note of a number, if it is one of the series. */
  see({ number, issueOn, typed }: GivenNumber) {
    if (periodOf(this.pattern, issueOn) !== this.series.period) return;
    const counter = readNumber(this.pattern, number, issueOn);
    if (counter === null || counter > this.series.last) return;
    const before = this.typedAt.get(counter);
    if (before === false && !typed) this.doubles.push(counter);
    this.typedAt.set(counter, typed && before !== false);
  }

  /** What is wrong, in words; a void keeps its document, and a typed number explains the jump to it. */
  get faults(): string[] {
    const given = [...this.typedAt.keys(), this.series.last + 1].sort((a, b) => a - b);
    const gaps = given.flatMap((counter, at) => {
      const [from, to] = [(given[at - 1] ?? 0) + 1, counter - 1];
      return from > to || this.typedAt.get(counter) ? [] : [from === to ? `${from}` : `${from}-${to}`];
    });
    return [
      ...(gaps.length ? [`${gaps.join(', ')} missing`] : []),
      ...(this.doubles.length ? [`${this.doubles.join(', ')} given twice`] : []),
    ];
  }
}
