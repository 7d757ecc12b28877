import { Injectable, type OnModuleInit } from '@nestjs/common';
import { BrokenRule } from '../../../broken-rule';
import { typedOf } from '../../../clients/client.input';
import { ClientsService } from '../../../clients/clients.service';
import { say } from '../../../web/say';
import {
  type ActionField,
  type Deed,
  type MacroAction,
  MacroActions,
  type Situation,
  type Typed,
} from '../macro-actions.service';

/** Gives the client a tag that it has not. */
@Injectable()
export class AddTag implements MacroAction, OnModuleInit {
  readonly needs = 'client';

  constructor(
    private readonly actions: MacroActions,
    private readonly clients: ClientsService,
  ) {}

  onModuleInit() {
    this.actions.register('add_tag', this);
  }

  async fields(): Promise<ActionField[]> {
    return [{ name: 'tag', type: 'text', label: say('macros.tag.tag'), required: true }];
  }

  async check({ tag }: Typed): Promise<Typed> {
    const said = String(tag ?? '').trim();
    if (!said) throw new BrokenRule('macro_field_missing', {}, 'tag');
    if (said.length > 50 || said.includes(',')) throw new BrokenRule('macro_tag', {}, 'tag');
    return { tag: said };
  }

  async words({ tag }: Typed): Promise<string> {
    return say('macros.would.add_tag', { tag: String(tag) });
  }

  async do({ tag }: Typed, { about: { clientId } }: Situation): Promise<Deed> {
    if (clientId === null) throw new BrokenRule('macro_no_client');
    const client = await this.clients.lock(clientId);
    const has = client.tags.some((each) => each.toLocaleLowerCase('pl') === String(tag).toLocaleLowerCase('pl'));
    if (!has) await this.clients.update(clientId, { ...typedOf(client), tags: [...client.tags, tag].join(', ') });
    return { words: { key: 'macros.did.add_tag', values: { tag: String(tag) } }, record: { subject: 'client', id: clientId } };
  }
}
