import { Injectable } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import { filled, namesIn, unknownIn } from '../../mail/template-text';
import { CrmVariables } from '../variables/crm-variables.service';
import { VARIABLES } from '../variables/variables';
import type { SubjectIds } from './happening-kinds';
import { MacroLists } from './macro-lists.service';

/** Texts that authors of macros type, with variables of CRM: no document says anything in them (R131). */
@Injectable()
export class MacroTexts {
  constructor(
    private readonly variables: CrmVariables,
    private readonly lists: MacroLists,
  ) {}

  /** @throws BrokenRule at the field for a text that is missing or names a variable that there is not */
  async check(text: string | string[] | null | undefined, field: string): Promise<string> {
    if (typeof text !== 'string' || !text) throw new BrokenRule('macro_field_missing', {}, field);
    const names = unknownIn(text, VARIABLES).length ? unknownIn(text, await this.known()) : [];
    if (names.length) throw new BrokenRule('unknown_variable', { count: names.length, names: names.join(', ') }, field);
    return text;
  }

  /** The same on one line. Where nothing can be filled in, what stands around it is left: a task needs a title. @throws BrokenRule as check */
  async fillLine(text: string, about: SubjectIds): Promise<string> {
    const line = (await this.fill(text, about)) || text.replace(/\{\{[^{}]*\}\}/g, '').replace(/[\s:,–-]+$/, '');
    return line.replace(/\s+/g, ' ').trim();
  }

  /** A text as it is now, in the author's language; a deal's name and value are those that are shown (R36). @throws BrokenRule as check */
  async fill(text: string, about: SubjectIds): Promise<string> {
    return (await this.fillEach(text, [about]))[0];
  }

  /** The same about each of these, asked together and only for what the text names. @throws BrokenRule as check */
  async fillEach(text: string, abouts: SubjectIds[]): Promise<string[]> {
    await this.check(text, 'text');
    const names = namesIn(text);
    if (!names.length) return abouts.map(() => filled(text, {}));
    const values = await this.variables.valuesOfEach(abouts, Person.current.language, names);
    return values.map((each) => filled(text, each));
  }

  /** All variables that a text may name; of own fields not the restricted ones, as readers are told who may not see them (R16). */
  private async known(): Promise<string[]> {
    const { own } = await this.lists.of();
    const open = [...own.deal, ...own.client].filter(({ restricted }) => !restricted);
    return [...VARIABLES, ...open.map(({ record, key }) => `${record}.own.${key}`)];
  }
}
