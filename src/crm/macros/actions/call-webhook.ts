import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Person } from '../../../accounts/person';
import { BrokenRule } from '../../../broken-rule';
import { say } from '../../../web/say';
import { checkAddress, Webhooks } from '../../../webhooks/webhooks.service';
import { aboutOf } from '../happening-kinds';
import {
  type ActionField,
  type Deed,
  type MacroAction,
  MacroActions,
  type Situation,
  type Typed,
} from '../macro-actions.service';
import { MacroFacts } from '../macro-facts.service';
import { bodyOf } from './webhook-body';

/** Tells a program elsewhere (R77): the delivery is a row of the run's transaction and is made after it, at least once, under the same id. */
@Injectable()
export class CallWebhook implements MacroAction, OnModuleInit {
  readonly needs = null;

  constructor(
    private readonly actions: MacroActions,
    private readonly facts: MacroFacts,
    private readonly webhooks: Webhooks,
  ) {}

  onModuleInit() {
    this.actions.register('webhook', this);
  }

  async fields(): Promise<ActionField[]> {
    return [{ name: 'url', type: 'text', label: say('macros.webhook.url'), hint: say('macros.webhook.hint'), required: true }];
  }

  async check({ url }: Typed): Promise<Typed> {
    if (typeof url !== 'string' || !url) throw new BrokenRule('macro_field_missing', {}, 'url');
    checkAddress(url, 'url');
    return { url };
  }

  async words({ url }: Typed): Promise<string> {
    return say('macros.would.webhook', { host: hostOf(url) });
  }

  /** Who is held to some documents has none told, nor has who left: who reads what the receiver gets is not known (R72, R131). */
  async do({ url }: Typed, situation: Situation): Promise<Deed> {
    const [facts] = await this.facts.factsOf([situation.about], aboutOf(situation.kind).about);
    const { user, invoicing } = Person.current;
    const body = bodyOf(situation, facts, user === situation.macro.authorId && invoicing?.level === 'all');
    const delivery = await this.webhooks.deliver(String(url), body);
    return { words: { key: 'macros.webhook.waiting', values: { host: hostOf(url) } }, delivery };
  }
}

/** What people are shown of an address: what stands behind the host may be a secret. */
function hostOf(url: Typed[string]): string {
  return URL.canParse(String(url)) ? new URL(String(url)).host : String(url);
}
