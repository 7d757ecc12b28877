import type { SideName } from '../accounts/person';

/** What a notice is about: ids and what tells variants apart, never what stands in a record; that is asked for when it is read. */
export type NoticeIds = Record<string, number | string | null>;

/** What is to be told to people. */
export interface NewNotice {
  kind: string;
  /** Ids of those whom it concerns. */
  users: number[];
  ids: NoticeIds;
  /** What it is of: a person is told each key once, ever. */
  key: string;
}

/** A notice as whoever tells its kind is given it. */
export interface Told {
  id: number;
  kind: string;
  ids: NoticeIds;
}

/** A notice in words, and the address of what it is about; null when that is gone or closed to the reader (R131). */
export interface Words {
  text: string;
  href: string | null;
}

/** Puts notices into words, in the reader's language and as far as they may know: Person.current is the reader. One answer for each, in order. */
export type Teller = (all: Told[]) => Promise<Words[]>;

/** Where notices of a kind go unless the person chose otherwise. */
export interface Usually {
  inApp: boolean;
  byMail: boolean;
  /** The side whose members it concerns; every person's when there is none. */
  side?: SideName;
}
