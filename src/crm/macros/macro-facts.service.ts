import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import { say } from '../../web/say';
import type { Facts, FieldType } from './conditions';
import { SUBJECTS, type Subject, type SubjectIds } from './happening-kinds';

/** A field that conditions may ask of; its key begins with its record: 'deal.stage'. */
export interface FactField {
  key: string;
  label: string;
  type: FieldType;
  /** Of a choice: codes or ids, and their names. */
  options?: { value: string; label: string }[];
}

/** How people are told which record it was. */
export interface Named {
  label: string;
  href: string | null;
}

/** What a room knows of one kind of record; each question is one for many records. */
export interface Knower {
  /** The fields that whoever asks may put in a condition, in their language. */
  fields(): Promise<FactField[]>;
  /** All fields of these records, by id; asked as the account. */
  facts(ids: number[]): Promise<Map<number, Facts>>;
  /** Of these records those that whoever asks may see (R131). */
  named(ids: number[]): Promise<Map<number, Named>>;
}

/** What conditions can ask of records, told by the rooms that have them. */
@Injectable()
export class MacroFacts {
  private readonly knowers = new Map<Subject, Knower>();

  constructor(private readonly database: Database) {}

  /** Says who knows records of a kind; call it in onModuleInit. */
  knows(subject: Subject, knower: Knower) {
    this.knowers.set(subject, knower);
  }

  /** The fields of these kinds of record. */
  async fieldsOf(subjects: Subject[]): Promise<FactField[]> {
    const fields: FactField[] = [];
    for (const subject of subjects) fields.push(...((await this.knowers.get(subject)?.fields()) ?? []));
    return fields;
  }

  /** What is known about each of these, in their order. @param subjects the kinds of record that are asked of */
  factsOf(about: SubjectIds[], subjects: Subject[]): Promise<Facts[]> {
    return this.database.asAccount(async () => {
      const all: Facts[] = about.map(() => ({}));
      for (const subject of subjects) {
        const knower = this.knowers.get(subject);
        const ids = [...new Set(about.flatMap((each) => each[SUBJECTS[subject]] ?? []))];
        const known = knower && ids.length ? await knower.facts(ids) : new Map<number, Facts>();
        const none = knower ? Object.fromEntries((await this.keysOf(knower, known)).map((key) => [key, null])) : {};
        about.forEach((each, place) => {
          Object.assign(all[place], known.get(each[SUBJECTS[subject]] ?? 0) ?? none);
        });
      }
      return all;
    });
  }

  /** Records of several kinds, named as whoever reads may know them: one closed to them, or none, is 'a deal' (R131). */
  async named(records: { subject: Subject; id: number | null }[]): Promise<Named[]> {
    const names = new Map<Subject, Map<number, Named>>();
    for (const kind of new Set(records.map(({ subject }) => subject))) {
      const ids = records.flatMap(({ subject, id }) => (subject === kind ? (id ?? []) : []));
      const named = ids.length ? await this.knowers.get(kind)?.named([...new Set(ids)]) : undefined;
      names.set(kind, named ?? new Map());
    }
    return records.map(({ subject, id }) => {
      const named = names.get(subject)?.get(id ?? 0);
      return named ?? { label: say(`macros.a.${subject}`), href: null };
    });
  }

  /** The keys of a record that a happening has none of: all are empty then. */
  private async keysOf(knower: Knower, known: Map<number, Facts>): Promise<string[]> {
    const [any] = known.values();
    return any ? Object.keys(any) : (await knower.fields()).map(({ key }) => key);
  }
}

/** Those of the fields that these records have. */
export function fieldsAbout(about: Subject[], fields: FactField[]): FactField[] {
  return fields.filter(({ key }) => about.some((subject) => key.startsWith(`${subject}.`)));
}
