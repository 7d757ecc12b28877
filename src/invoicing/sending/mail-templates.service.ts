import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, type Repository } from 'typeorm';
import { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import { History } from '../../history/history.service';
import { unknownIn } from '../../mail/template-text';
import { changedMeanwhile, merged } from '../../web/merging';
import { type Language, translate } from '../../web/translations';
import type { Choice } from '../invoices/parties.service';
import { MailTemplate } from './mail-template.entity';
import type { MailTemplateInput } from './mail-template.input';
import { VARIABLES } from './variables';

/** What a message says, before its variables are filled in. */
export interface LetterText {
  subject: string;
  body: string;
}

/** Whom a message is about: what decides which template it is written by. */
export interface LetterOf {
  kind: string;
  departmentId: number;
}

/** What messages with documents say: the account's own templates, and what is said where there is none (R52). */
@Injectable()
export class MailTemplates {
  constructor(
    @InjectRepository(MailTemplate) private readonly templates: Repository<MailTemplate>,
    private readonly database: Database,
    private readonly history: History,
  ) {}

  /** Those that somebody wrote, the general ones first. */
  list(): Promise<MailTemplate[]> {
    return this.templates.find({
      where: { removedAt: IsNull() },
      order: { kind: { direction: 'ASC', nulls: 'FIRST' }, departmentId: { direction: 'ASC', nulls: 'FIRST' }, language: 'DESC' },
    });
  }

  /** @throws EntityNotFoundError */
  find(id: number): Promise<MailTemplate> {
    return this.templates.findOneByOrFail({ id, removedAt: IsNull() });
  }

  /** Every department, the main one first. */
  departments(): Promise<Choice[]> {
    return this.database.query('select id as value, name as label from departments order by main desc, name, id');
  }

  /** The text for a document: of its kind before those of all kinds, of its department before those of all departments. */
  async textFor({ kind, departmentId }: LetterOf, language: Language): Promise<LetterText> {
    const [template] = await this.database.query<LetterText[]>(
      `select subject, body from mail_templates where removed_at is null and language = $1
          and (kind is null or kind = $2) and (department_id is null or department_id = $3)
        order by kind is null, department_id is null limit 1`,
      [language, kind, departmentId],
    );
    return template ?? usualText(language);
  }

  /** @throws BrokenRule at the field that cannot be taken */
  async create(input: MailTemplateInput): Promise<number> {
    const { opened: _, ...row } = await this.checked(input, null);
    return (await this.templates.insert(row as MailTemplate)).identifiers[0].id;
  }

  /** @throws BrokenRule at the field that cannot be taken, InvalidInput where somebody else changed the same (R117) */
  async update(id: number, typed: MailTemplateInput) {
    const template = await this.templates.findOneOrFail({
      where: { id, removedAt: IsNull() },
      lock: { mode: 'for_no_key_update' },
    });
    const { input, conflicts } = merged(typed, typed.opened, inForm(template));
    if (conflicts.length) throw changedMeanwhile(conflicts, typed.opened, await this.history.lastWriter('mail_templates', id));
    const { opened: _, ...row } = await this.checked(input, id);
    await this.templates.update({ id }, { ...(row as MailTemplate), version: template.version + 1 });
  }

  /** From now on the next more general one is written by. */
  async remove(id: number) {
    await this.find(id);
    await this.templates.update({ id }, { removedAt: new Date() });
  }

  private async checked(input: MailTemplateInput, id: number | null): Promise<MailTemplateInput> {
    if (!input.body) throw new BrokenRule('template_says_nothing', {}, 'body');
    for (const field of ['subject', 'body'] as const) refuseUnknown(input[field]!, field);
    await this.database.query('select from accounts where id = $1 for no key update', [Person.current.account]);
    const { kind, departmentId, language } = input;
    const [twin] = await this.database.query<object[]>(
      `select from mail_templates where removed_at is null and kind is not distinct from $1 and department_id is not distinct from $2
        and language = $3 and id is distinct from $4`,
      [kind, departmentId, language, id],
    );
    if (twin) throw new BrokenRule('template_exists', {}, 'kind');
    const isThere = departmentId === null || (await this.departments()).some(({ value }) => value === departmentId);
    if (!isThere) throw new BrokenRule('seller_gone', {}, 'departmentId');
    return input;
  }
}

/** What is said where nobody wrote a template. */
export function usualText(language: Language): LetterText {
  const say = (key: string) => translate(language, `usual_letter.${key}`);
  return { subject: say('subject'), body: say('body') };
}

/** A template as its form holds it. */
export function inForm({ kind, departmentId, language, subject, body }: MailTemplate) {
  return { kind, departmentId, language, subject, body };
}

/** @throws BrokenRule at the field when a text names a variable that there is not */
export function refuseUnknown(text: string, field: 'subject' | 'body') {
  const names = unknownIn(text, VARIABLES);
  if (names.length) throw new BrokenRule('unknown_variable', { count: names.length, names: names.join(', ') }, field);
}
