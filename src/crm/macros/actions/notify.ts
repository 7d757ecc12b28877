import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Person } from '../../../accounts/person';
import { BrokenRule } from '../../../broken-rule';
import { addressesIn } from '../../../mail/addresses';
import { Mail } from '../../../mail/mail.service';
import { htmlOf } from '../../../mail/template-text';
import { Notices } from '../../../notices/notices.service';
import { say } from '../../../web/say';
import {
  type ActionField,
  type Deed,
  type MacroAction,
  MacroActions,
  type Situation,
  type Typed,
} from '../macro-actions.service';
import { MacroPeople } from '../macro-people.service';
import { MacroTexts } from '../macro-texts.service';

/** Tells people in the application, by mail where they chose so, and others at the addresses that its author typed (R76). */
@Injectable()
export class Notify implements MacroAction, OnModuleInit {
  readonly needs = null;

  constructor(
    private readonly actions: MacroActions,
    private readonly people: MacroPeople,
    private readonly texts: MacroTexts,
    private readonly notices: Notices,
    private readonly mail: Mail,
  ) {}

  onModuleInit() {
    this.actions.register('notify', this);
  }

  async fields(): Promise<ActionField[]> {
    return [
      { name: 'to', type: 'choices', label: say('macros.notify.to'), options: await this.people.addressees() },
      { name: 'emails', type: 'text', label: say('macros.notify.emails'), hint: say('macros.notify.emails.hint') },
      { name: 'text', type: 'long', label: say('macros.notify.text'), hint: say('macros.text.hint'), required: true },
    ];
  }

  async check({ to, emails, text }: Typed): Promise<Typed> {
    const named = [to ?? []].flat();
    const open = await this.people.addressees();
    const gone = named.filter((value) => !open.some((each) => each.value === value));
    if (gone.length) throw new BrokenRule('macro_person_gone', { names: (await this.people.namesOf(gone)).join(', ') }, 'to');
    if (!named.length && !emails) throw new BrokenRule('macro_tells_nobody', {}, 'to');
    return {
      to: named,
      emails: emails ? addressesIn(String(emails), 'emails').join(', ') : null,
      text: await this.texts.check(text, 'text'),
    };
  }

  async words({ to, emails }: Typed): Promise<string> {
    const names = [...(await this.people.namesOf([to ?? []].flat())), ...(emails ? [String(emails)] : [])];
    return say('macros.would.notify', { names: names.join(', ') });
  }

  async do({ to, emails, text }: Typed, { about, macro, run, position }: Situation): Promise<Deed> {
    const told = await this.texts.fill(String(text), about);
    const named = [to ?? []].flat();
    const users = await this.people.meantBy(named, about);
    if (!users.length && !emails) throw new BrokenRule('macro_nobody_left');
    const key = `macro:${run}:${position}`;
    await this.notices.give({ kind: 'macro', users: users.map(({ id }) => id), ids: { run, position }, key });
    if (emails) await this.write(addressesIn(String(emails), 'emails'), macro.name, told);
    const names = [...users.map(({ name }) => name), ...(emails ? [String(emails)] : [])].join(', ');
    return { words: { key: 'macros.did.notify', values: { names } }, text: told };
  }

  /** Seen in the outbox by the macro's author alone: it speaks of what others may not see. */
  private async write(to: string[], subject: string, text: string) {
    const said = text || say('macros.notify.nothing');
    await this.mail.queue({
      ...{ side: 'crm', clientId: null, departmentId: null, to, cc: [], subject, text: said, html: htmlOf(said) },
      ...{ language: Person.current.language, attachments: [], personal: true },
    });
  }
}
