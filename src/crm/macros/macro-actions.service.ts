import { Injectable } from '@nestjs/common';
import type { SentenceValues } from '../../broken-rule';
import type { HappeningKind, Subject, SubjectIds } from './happening-kinds';

/** A sentence kept by its key, so that each reader is told in their own language. */
export interface Said {
  key: string;
  values: SentenceValues;
}

/** What an author typed for one action, by field; several values where a field takes several. */
export type Typed = Record<string, string | string[] | null>;

/** A field of an action's form. Texts take variables of CRM. */
export interface ActionField {
  name: string;
  label: string;
  type: 'text' | 'long' | 'choice' | 'choices' | 'whole' | 'day';
  options?: { value: string; label: string }[];
  hint?: string;
  required?: boolean;
  /** Whether other fields depend on it. */
  decides?: boolean;
}

/** For what an action is done: a happening, the macro, and a key that is the same however often this deed is tried. */
export interface Situation {
  kind: HappeningKind;
  /** When it happened. */
  at: Date;
  about: SubjectIds;
  macro: { id: number; name: string; authorId: number };
  run: number;
  position: number;
}

/** What came of an action. */
export interface Deed {
  words: Said;
  /** The record that it made or changed, if it is one with a page. */
  record?: { subject: Subject; id: number };
  /** What it told people, as it was then. */
  text?: string;
  /** The webhook that it waits for: done or failed as that is. */
  delivery?: number;
}

/** Something that a macro can do. Its name for people is the translation `macros.then.<name>`. */
export interface MacroAction {
  /** Without this record of the happening it has nothing to act on. */
  needs: Subject | null;
  /**
   * What its author is asked, in their language.
   * @param row what they said already, by field: a field may depend on another
   * @param about the records of the happening
   */
  fields(row: Record<string, string>, about: Subject[]): Promise<ActionField[]>;
  /** What is kept of what was typed. @throws BrokenRule with the name of the field: somebody who left, a text with an unknown variable, a record that the happening has not */
  check(typed: Typed, about: Subject[]): Promise<Typed>;
  /** What it would do, as a clause for people: 'notify Anna'. Also of what cannot be done any more. */
  words(said: Typed): Promise<string>;
  /** Does it, in the transaction of the run; network and slow work go into jobs. @throws BrokenRule why it cannot be done */
  do(said: Typed, situation: Situation): Promise<Deed>;
  /**
   * The same for many in few statements; only where nothing comes about by it that macros follow.
   * @throws BrokenRule when one of them cannot be done: then each is done for itself
   */
  doAll?(said: Typed, situations: Situation[]): Promise<Deed[]>;
}

/** Everything that macros can do, told by the rooms that can. */
@Injectable()
export class MacroActions {
  private readonly registered = new Map<string, MacroAction>();

  /** Says who does actions of this name; call it in onModuleInit. They are offered in the order in which they were registered. */
  register(name: string, action: MacroAction) {
    this.registered.set(name, action);
  }

  /** Undefined when nobody does it. */
  get(name: string): MacroAction | undefined {
    return this.registered.get(name);
  }

  /** Actions that can be done about a kind of happening. */
  of(subjects: Subject[]): { name: string; action: MacroAction }[] {
    return [...this.registered].flatMap(([name, action]) =>
      action.needs === null || subjects.includes(action.needs) ? [{ name, action }] : [],
    );
  }
}
