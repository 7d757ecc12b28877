import { Injectable, type OnModuleInit } from '@nestjs/common';
import { BrokenRule } from '../../../broken-rule';
import { Database } from '../../../database/database';
import { say } from '../../../web/say';
import { LetterTemplates, type OfferedTemplate } from '../../letters/letter-templates.service';
import { Letters } from '../../letters/letters.service';
import {
  type ActionField,
  type Deed,
  type MacroAction,
  MacroActions,
  type Situation,
  type Typed,
} from '../macro-actions.service';

/** Writes to the client by a template (R77), to the deal's contact person if that has an address. */
@Injectable()
export class MailClient implements MacroAction, OnModuleInit {
  readonly needs = 'client';

  constructor(
    private readonly actions: MacroActions,
    private readonly templates: LetterTemplates,
    private readonly letters: Letters,
    private readonly database: Database,
  ) {}

  onModuleInit() {
    this.actions.register('mail_client', this);
  }

  async fields(): Promise<ActionField[]> {
    const options = await this.options();
    return [{ name: 'template', type: 'choice', label: say('macros.mail.template'), options, required: true }];
  }

  async check({ template }: Typed): Promise<Typed> {
    if (!template) throw new BrokenRule('macro_field_missing', {}, 'template');
    if (!(await this.options()).some(({ value }) => value === template))
      throw new BrokenRule('macro_template_gone', {}, 'template');
    return { template };
  }

  async words({ template }: Typed): Promise<string> {
    const found = await this.templates.named(String(template));
    return say('macros.would.mail_client', { template: found ? labelOf(found) : say('macros.mail.gone') });
  }

  async do({ template }: Typed, { about: { dealId, clientId } }: Situation): Promise<Deed> {
    if (clientId === null) throw new BrokenRule('macro_no_client');
    const written = await this.templates.named(String(template));
    if (!written) throw new BrokenRule('macro_template_gone');
    const [{ email }] = await this.database.query<{ email: string | null }[]>(
      `select coalesce((select p.email from deals d join contacts p on p.account_id = d.account_id and p.id = d.contact_id and p.deleted_at is null
         where d.id = $1), (select email from clients where id = $2)) email`,
      [dealId, clientId],
    );
    if (!email) throw new BrokenRule('macro_client_without_email');
    const { subject, body, language } = written;
    await this.letters.write({ clientId, dealId, to: [email], cc: [], subject, body, language });
    return {
      words: { key: 'macros.did.mail_client', values: { template: written.name } },
      record: { subject: 'client', id: clientId },
    };
  }

  private async options() {
    const offered = await this.templates.offered();
    return offered.map((template) => ({ value: template.key, label: labelOf(template) }));
  }
}

function labelOf({ name, language }: OfferedTemplate) {
  return `${name} (${language.toUpperCase()})`;
}
