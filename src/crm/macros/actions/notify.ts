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

  async do(said: Typed, situation: Situation): Promise<Deed> {
    return (await this.doAll(said, [situation]))[0];
  }

  async doAll({ to, emails, text }: Typed, situations: Situation[]): Promise<Deed[]> {
    const abouts = situations.map(({ about }) => about);
    const told = await this.texts.fillEach(String(text), abouts);
    const people = await this.people.meantByEach([to ?? []].flat(), abouts);
    if (!emails && people.some((users) => !users.length)) throw new BrokenRule('macro_nobody_left');
    await this.notices.giveAll(
      'macro',
      situations.map(({ run, position }, at) => ({
        ...{ users: people[at].map(({ id }) => id), ids: { run, position } },
        key: `macro:${run}:${position}`,
      })),
    );
    if (emails) for (const [at, { macro }] of situations.entries()) await this.write(String(emails), macro.name, told[at]);
    return told.map((each, at) => {
      const names = [...people[at].map(({ name }) => name), ...(emails ? [String(emails)] : [])].join(', ');
      return { words: { key: 'macros.did.notify', values: { names } }, text: each };
    });
  }

  /** Seen in the outbox by the macro's author alone: it speaks of what others may not see. */
  private async write(emails: string, subject: string, text: string) {
    const to = addressesIn(emails, 'emails');
    const said = text || say('macros.notify.nothing');
    await this.mail.queue({
      ...{ side: 'crm', clientId: null, departmentId: null, to, cc: [], subject, text: said, html: htmlOf(said) },
      ...{ language: Person.current.language, attachments: [], personal: true },
    });
  }
}
