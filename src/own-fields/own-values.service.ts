import { Injectable } from '@nestjs/common';
import { Person } from '../accounts/person';
import { Database } from '../database/database';
import type { InvalidField } from '../web/input.pipe';
import { InvalidInput } from '../web/input.pipe';
import { say } from '../web/say';
import type { Language } from '../web/translations';
import type { OwnField, OwnRecord } from './own-field.entity';
import { OwnFields } from './own-fields.service';
import { type Own, type OwnValue, readOwn, typedOwn, writtenOwn } from './own-values';

/** Names of own fields in forms begin with it: `own_discount`. */
export const OWN_PREFIX = 'own_';

/** Values by the fields' names in forms; null where a field is empty. */
export type OwnSaying = Record<string, OwnValue | null>;

/** A client or deal that keeps values. */
export interface Owning {
  id: number;
  own: Own;
}

/** An own field in a form. */
export interface OwnInput {
  name: string;
  label: string;
  type: string;
  value: string;
  checked: boolean;
  restricted: boolean;
  /** Whether this person may neither see nor fill it (R16). */
  closed: boolean;
}

/** An own field on a card: its value in words, or that it is closed (R16). */
export interface OwnFact {
  label: string;
  text: string | null;
  prose: boolean;
  closed: boolean;
}

/** Values of own fields: read from forms, shown, and kept (R13). Restricted ones are only ever asked for those who may see them (R16). */
@Injectable()
export class OwnValues {
  constructor(
    private readonly fields: OwnFields,
    private readonly database: Database,
  ) {}

  /** Whether the person sees and fills restricted fields (R16). */
  static get open() {
    return Person.current.administers('crm');
  }

  /**
   * What a form says of the fields that this person may fill; nothing of those that it does not name.
   * @param texts by key; null leaves all as it is
   * @throws InvalidInput at the fields that cannot be taken
   */
  async said(record: OwnRecord, texts: Record<string, string> | null): Promise<OwnSaying> {
    if (!texts || !Object.keys(texts).length) return {};
    const said: OwnSaying = {};
    const wrong: InvalidField[] = [];
    for (const { key, type } of await this.fillable(record)) {
      if (!(key in texts)) continue;
      const field = OWN_PREFIX + key;
      const read = readOwn(type, texts[key]);
      if ('wrong' in read) wrong.push({ field, ...read.wrong });
      else said[field] = read.value;
    }
    if (wrong.length) throw new InvalidInput(wrong);
    return said;
  }

  /** What a record's form would say now of the fields that this person may fill (R117). */
  async current(record: OwnRecord, owning: Owning | null): Promise<OwnSaying> {
    const fields = await this.fillable(record);
    const values = await this.valuesOf(record, owning, fields);
    return Object.fromEntries(fields.map(({ key }) => [OWN_PREFIX + key, values[key] ?? null]));
  }

  /** Values in people's words, by the fields' names in forms; for whoever is asked whose are to stay (R117). */
  async inWords(record: OwnRecord, said: OwnSaying): Promise<Record<string, string>> {
    const { language } = Person.current;
    const filled = (await this.fillable(record)).flatMap(({ key, type }) => {
      const value = said[OWN_PREFIX + key];
      return value === null || value === undefined ? [] : [[OWN_PREFIX + key, writtenOwn(type, value, language)]];
    });
    return Object.fromEntries(filled);
  }

  /** Writes what was said on the record; of restricted fields `keep` does, once the record is saved. */
  async write(record: OwnRecord, owning: { own: Own }, said: OwnSaying) {
    if (!Object.keys(said).length) return;
    const own = { ...owning.own };
    for (const { key, restricted } of await this.fillable(record)) {
      const value = said[OWN_PREFIX + key];
      if (restricted || value === undefined) continue;
      if (value === null) delete own[key];
      else own[key] = value;
    }
    owning.own = own;
  }

  /** Keeps what was said of restricted fields, where it is something else than before. */
  async keep(record: OwnRecord, id: number, said: OwnSaying) {
    if (!Object.keys(said).length) return;
    const fields = (await this.fillable(record)).filter(({ key, restricted }) => restricted && OWN_PREFIX + key in said);
    if (!fields.length) return;
    const values = fields.map(({ key }) => ({ key, value: said[OWN_PREFIX + key] }));
    await this.database.query(
      `insert into restricted_values (record, ${record}_id, key, value)
         select $1, $2, v.key, nullif(v.value, 'null') from jsonb_to_recordset($3) v (key text, value jsonb)
         where nullif(v.value, 'null') is not null
           or exists (select from restricted_values k where k.record = $1 and k.record_id = $2 and k.key = v.key)
       on conflict (account_id, record, record_id, key) do update set value = excluded.value
         where restricted_values.value is distinct from excluded.value`,
      [record, id, JSON.stringify(values)],
    );
  }

  /** The fields of a form, with what they hold, or with what was typed when it is shown again. @param owning none for a new record */
  async inputs(record: OwnRecord, owning: Owning | null, body: object | undefined): Promise<OwnInput[]> {
    const fields = await this.fields.list(record);
    const values = await this.valuesOf(record, owning, fields);
    const typed = textsIn(body ?? {});
    return fields.map(({ key, name, type, restricted }) => {
      const value = typed[key] ?? typedOwn(type, values[key], Person.current.language);
      const checked = type === 'checkbox' && readsTrue(value);
      return { name: OWN_PREFIX + key, label: name, type, value, checked, restricted, closed: restricted && !OwnValues.open };
    });
  }

  /** What a record's card says: fields that hold something, and those that are closed to this person. */
  async facts(record: OwnRecord, owning: Owning): Promise<OwnFact[]> {
    const fields = await this.fields.list(record);
    const values = await this.valuesOf(record, owning, fields);
    const { language } = Person.current;
    return fields.flatMap(({ key, name, type, restricted }) => {
      const closed = restricted && !OwnValues.open;
      const value = values[key];
      if (value === undefined && !closed) return [];
      const text = closed ? say('own_fields.closed') : writtenOwn(type, value, language);
      return [{ label: name, text, prose: type === 'long_text', closed }];
    });
  }

  /** Values of variables `<record>.own.<key>` as the language writes them, empty where nothing stands; none of restricted fields, as texts leave the firm (R16). */
  async variables(record: OwnRecord, owning: { own: Own } | null, language: Language): Promise<Record<string, string>> {
    const written = (await this.tellable(record)).map(({ key, type }) => {
      const value = owning?.own[key];
      return [`${record}.own.${key}`, value === undefined ? '' : writtenOwn(type, value, language)];
    });
    return Object.fromEntries(written);
  }

  /** A card takes what it lacks from one that is merged into it; what is restricted follows whoever merges them (R127). */
  async takeOver(from: number, into: number) {
    await this.database.query('select take_over_restricted_values($1, $2)', [from, into]);
  }

  private async tellable(record: OwnRecord): Promise<OwnField[]> {
    return (await this.fields.list(record)).filter(({ restricted }) => !restricted);
  }

  private async fillable(record: OwnRecord): Promise<OwnField[]> {
    return (await this.fields.list(record)).filter(({ restricted }) => !restricted || OwnValues.open);
  }

  private async valuesOf(record: OwnRecord, owning: Owning | null, fields: OwnField[]): Promise<Own> {
    if (!owning) return {};
    if (!OwnValues.open || !fields.some(({ restricted }) => restricted)) return owning.own;
    const rows = await this.database.query<{ key: string; value: OwnValue }[]>(
      'select key, value from restricted_values where record = $1 and record_id = $2 and value is not null',
      [record, owning.id],
    );
    return { ...owning.own, ...Object.fromEntries(rows.map(({ key, value }) => [key, value])) };
  }
}

/** What was typed in own fields, by key; of a box its last value, as the hidden one before it says that it is not ticked. */
export function textsIn(body: object): Record<string, string> {
  const own = Object.entries(body).filter(([name]) => name.startsWith(OWN_PREFIX));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(OWN_PREFIX.length), textOf([value].flat().at(-1))]));
}

function textOf(value: unknown) {
  return typeof value === 'string' ? value : '';
}

function readsTrue(text: string) {
  const read = readOwn('checkbox', text);
  return 'value' in read && read.value === true;
}
