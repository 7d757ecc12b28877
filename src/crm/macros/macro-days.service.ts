import { Injectable } from '@nestjs/common';
import type { SubjectIds } from './happening-kinds';
import type { Macro } from './macro.entity';

/** A record whose day had come by a macro's count: at which instant, and through which macros that day came about. */
export interface DayReached extends SubjectIds {
  at: Date;
  chain: number[];
}

/** Tells of which records a macro's day had come, the last ones first, so many at most; none before a year ago. */
export type Counter = (macro: Macro, most: number) => Promise<DayReached[]>;

/** The days that macros count, for who rehearses them: such a day is written down for one macro only, and only while that is on (R77). */
@Injectable()
export class MacroDays {
  private counter: Counter = async () => [];

  /** Says who counts days of records of all rooms; call it in onModuleInit. */
  counts(counter: Counter) {
    this.counter = counter;
  }

  /** Asked as the account. */
  last(macro: Macro, most: number): Promise<DayReached[]> {
    return this.counter(macro, most);
  }
}
