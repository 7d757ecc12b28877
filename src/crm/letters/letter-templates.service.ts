import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, type Repository } from 'typeorm';
import { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import { History } from '../../history/history.service';
import { unknownIn } from '../../mail/template-text';
import { changedMeanwhile, merged } from '../../web/merging';
import { LANGUAGES, type Language, translate } from '../../web/translations';
import { CrmVariables } from '../variables/crm-variables.service';
import { LetterTemplate } from './letter-template.entity';
import type { LetterTemplateInput } from './letter-template.input';

/** Those that are there before anybody wrote one, below `ready_letters.`. */
const READY = ['introduction', 'after_talk', 'reminder', 'thanks'] as const;

/** A template that a letter may be written by. The key is its id, or names one of the ready ones: 'thanks.pl'. */
export interface OfferedTemplate {
  key: string;
  name: string;
  language: Language;
  subject: string;
  body: string;
}

/** What the form of a template says. */
export type TypedTemplate = Omit<LetterTemplateInput, 'tried' | 'next'>;

/** What CRM writes to clients: the account's own templates, and ready ones until there are any. */
@Injectable()
export class LetterTemplates {
  constructor(
    @InjectRepository(LetterTemplate) private readonly templates: Repository<LetterTemplate>,
    private readonly database: Database,
    private readonly history: History,
    private readonly variables: CrmVariables,
  ) {}

  /** Those that somebody wrote, by name. */
  list(): Promise<LetterTemplate[]> {
    return this.templates.find({ where: { removedAt: IsNull() }, order: { name: 'ASC', language: 'DESC', id: 'ASC' } });
  }

  /** What a letter may be written by: the account's own, else the ready ones. */
  async offered(): Promise<OfferedTemplate[]> {
    const own = await this.list();
    return own.length ? own.map(({ id, ...template }) => ({ ...template, key: String(id) })) : ready();
  }

  /** One that a macro, or whoever else keeps its key, writes by: a ready one too, when others were written since. */
  async named(key: string): Promise<OfferedTemplate | undefined> {
    return [...(await this.offered()), ...ready()].find((template) => template.key === key);
  }

  /** @throws EntityNotFoundError */
  find(id: number): Promise<LetterTemplate> {
    return this.templates.findOneByOrFail({ id, removedAt: IsNull() });
  }

  /** @throws BrokenRule at the field that cannot be taken */
  async create(input: TypedTemplate): Promise<number> {
    const row = await this.checked(input, null);
    return (await this.templates.insert(row)).identifiers[0].id;
  }

  /** @throws BrokenRule at the field that cannot be taken, InvalidInput where somebody else changed the same (R117) */
  async update(id: number, typed: TypedTemplate) {
    const template = await this.templates.findOneOrFail({
      where: { id, removedAt: IsNull() },
      lock: { mode: 'for_no_key_update' },
    });
    const { input, conflicts } = merged(typed, typed.opened, inForm(template));
    if (conflicts.length) throw changedMeanwhile(conflicts, typed.opened, await this.history.lastWriter('letter_templates', id));
    const row = await this.checked(input, id);
    await this.templates.update({ id }, { ...row, version: template.version + 1 });
  }

  /** Nobody writes by it any more; letters written by it stay. */
  async remove(id: number) {
    await this.find(id);
    await this.templates.update({ id }, { removedAt: new Date() });
  }

  private async checked(input: TypedTemplate, id: number | null) {
    if (!input.body) throw new BrokenRule('template_says_nothing', {}, 'body');
    const known = Object.keys(await this.variables.valuesOf({}, input.language));
    refuseUnknown(input.subject, 'subject', known);
    refuseUnknown(input.body, 'body', known);
    await this.database.query('select from accounts where id = $1 for no key update', [Person.current.account]);
    const { name, language } = input;
    const [twin] = await this.database.query<object[]>(
      `select from letter_templates where removed_at is null and app_folded(name) = app_folded($1) and language = $2
        and id is distinct from $3`,
      [name, language, id],
    );
    if (twin) throw new BrokenRule('letter_template_exists', { name }, 'name');
    return inForm({ ...input, body: input.body });
  }
}

/** The built-in ones, in every language. */
export function ready(): OfferedTemplate[] {
  return LANGUAGES.flatMap((language) =>
    READY.map((each) => {
      const says = (part: string) => translate(language, `ready_letters.${each}.${part}`);
      return { key: `${each}.${language}`, name: says('name'), language, subject: says('subject'), body: says('body') };
    }),
  );
}

/** The same template in another language: a ready one of the same kind, or one of the same name. */
export function counterpart({ key, name }: OfferedTemplate, offered: OfferedTemplate[], language: Language) {
  const [kind, spoken] = key.split('.');
  return offered.find((each) => each.language === language && (spoken ? each.key === `${kind}.${language}` : each.name === name));
}

/** A template as its form holds it. */
export function inForm({ name, language, subject, body }: Omit<OfferedTemplate, 'key'>) {
  return { name, language, subject, body };
}

/** @throws BrokenRule at the field when a text names a variable that there is not, or one that is not told to clients (R16) */
export function refuseUnknown(text: string, field: 'subject' | 'body', known: readonly string[]) {
  const names = unknownIn(text, known);
  if (names.length) throw new BrokenRule('unknown_variable', { count: names.length, names: names.join(', ') }, field);
}
