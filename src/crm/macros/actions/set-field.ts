import { Injectable, type OnModuleInit } from '@nestjs/common';
import { BrokenRule } from '../../../broken-rule';
import { typedOf } from '../../../clients/client.input';
import { ClientsService } from '../../../clients/clients.service';
import { addDays, today } from '../../../clock';
import { OwnValues } from '../../../own-fields/own-values.service';
import { InvalidInput } from '../../../web/input.pipe';
import { say } from '../../../web/say';
import { DealInput } from '../../deals/deal.input';
import { DealLines } from '../../deals/deal-lines.service';
import { sayingOf } from '../../deals/deal-saying';
import { DealsService } from '../../deals/deals.service';
import type { Subject, SubjectIds } from '../happening-kinds';
import {
  type ActionField,
  type Deed,
  type MacroAction,
  MacroActions,
  type Situation,
  type Typed,
} from '../macro-actions.service';
import { MacroLists } from '../macro-lists.service';
import { MacroTexts } from '../macro-texts.service';

/** What can be set: of which record, in which field of its form, and what it holds. */
const FIELDS = {
  'deal.responsible': { field: 'responsibleId', holds: 'person' },
  'deal.department': { field: 'departmentId', holds: 'department' },
  'deal.expectedOn': { field: 'expectedOn', holds: 'days' },
  'deal.paymentDays': { field: 'paymentDays', holds: 'number' },
  'deal.description': { field: 'description', holds: 'text' },
  'client.responsible': { field: 'responsibleId', holds: 'person' },
  'client.department': { field: 'departmentId', holds: 'department' },
  'client.category': { field: 'category', holds: 'text' },
  'client.paymentDays': { field: 'paymentDays', holds: 'number' },
} as const;
type Key = keyof typeof FIELDS;
/** Own fields hold what their form takes; a box is ticked or not. */
type Holds = (typeof FIELDS)[Key]['holds'] | 'own' | 'ownFlag';

/** A field that can be set: 'deal.responsible', or an own field as 'deal.own.colour'. */
interface Settable {
  record: 'deal' | 'client';
  /** Its name in the form of the record, or the key of an own field. */
  field: string;
  holds: Holds;
  isOwn: boolean;
  label: string;
}

/** Sets a field of the deal or of its client to what the author said. */
@Injectable()
export class SetField implements MacroAction, OnModuleInit {
  readonly needs = 'client';

  constructor(
    private readonly actions: MacroActions,
    private readonly choices: MacroLists,
    private readonly texts: MacroTexts,
    private readonly own: OwnValues,
    private readonly deals: DealsService,
    private readonly lines: DealLines,
    private readonly clients: ClientsService,
  ) {}

  onModuleInit() {
    this.actions.register('set_field', this);
  }

  async fields({ field }: Record<string, string>, about: Subject[]): Promise<ActionField[]> {
    const all = new Map([...(await this.settable())].filter(([, { record }]) => about.includes(record)));
    const options = [...all].map(([value, { label }]) => ({ value, label }));
    const asked: ActionField = {
      name: 'field',
      type: 'choice',
      label: say('macros.set.field'),
      options,
      required: true,
      decides: true,
    };
    const chosen = all.get(field);
    return chosen ? [asked, await this.valueField(chosen.holds)] : [asked];
  }

  async check({ field, value }: Typed, about: Subject[]): Promise<Typed> {
    const chosen = await this.find(field);
    if (!chosen) throw new BrokenRule('macro_field_missing', {}, 'field');
    if (!about.includes(chosen.record)) throw new BrokenRule('macro_no_deal', {}, 'field');
    const typed = String(value ?? '').trim();
    if (!typed) throw new BrokenRule('macro_field_missing', {}, 'value');
    if (chosen.holds === 'text') return { field, value: await this.texts.check(typed, 'value') };
    if (chosen.isOwn) await this.checkOwn(chosen, typed);
    const options = await this.optionsOf(chosen.holds);
    if (options && !options.some((option) => option.value === typed)) throw new BrokenRule('macro_choice_gone', {}, 'value');
    const days = chosen.holds === 'days' || chosen.holds === 'number';
    if (days && (!/^\d{1,3}$/.test(typed) || Number(typed) > 365)) throw new BrokenRule('macro_days', {}, 'value');
    return { field, value: typed };
  }

  async words({ field, value }: Typed): Promise<string> {
    const chosen = await this.find(field);
    if (!chosen) return say('macros.would.set_nothing');
    const options = await this.optionsOf(chosen.holds);
    const said = options ? (options.find((option) => option.value === value)?.label ?? say('macros.people.gone')) : String(value);
    return say('macros.would.set_field', { field: chosen.label, value: said });
  }

  async do({ field, value }: Typed, { about }: Situation): Promise<Deed> {
    const chosen = await this.find(field);
    if (!chosen) throw new BrokenRule('macro_field_unknown');
    const holding = chosen.isOwn
      ? { own: { [chosen.field]: String(value) } }
      : { [chosen.field]: await this.valueOf(chosen.holds, String(value), about) };
    const words = { key: 'macros.did.set_field', values: { field: chosen.label } };
    return {
      words,
      record: chosen.record === 'deal' ? await this.setOfDeal(about, holding) : await this.setOfClient(about, holding),
    };
  }

  private async setOfDeal({ dealId }: SubjectIds, holding: object) {
    if (dealId === null) throw new BrokenRule('macro_no_deal');
    const [deal] = await this.deals.lock([dealId]);
    const saying = sayingOf(deal, await this.lines.typedOf(dealId));
    await this.deals.update(dealId, Object.assign(new DealInput(), saying, holding) as DealInput);
    return { subject: 'deal' as const, id: dealId };
  }

  private async setOfClient({ clientId }: SubjectIds, holding: object) {
    if (clientId === null) throw new BrokenRule('macro_no_client');
    await this.clients.update(clientId, { ...typedOf(await this.clients.lock(clientId)), ...holding });
    return { subject: 'client' as const, id: clientId };
  }

  private async valueOf(holds: Holds, value: string, about: SubjectIds) {
    if (holds === 'text') return (await this.texts.fill(value, about)) || null;
    if (holds === 'days') return addDays(today(), Number(value));
    return Number(value);
  }

  private async valueField(holds: Holds): Promise<ActionField> {
    const options = await this.optionsOf(holds);
    const label = say(`macros.set.value.${holds === 'ownFlag' ? 'own' : holds}`);
    if (options) return { name: 'value', type: 'choice', label, options, required: true };
    if (holds === 'own') return { name: 'value', type: 'text', label, required: true };
    if (holds === 'text') return { name: 'value', type: 'text', label, hint: say('macros.text.hint'), required: true };
    return { name: 'value', type: 'whole', label, required: true };
  }

  private async optionsOf(holds: Holds) {
    if (holds === 'ownFlag') return ['true', 'false'].map((value) => ({ value, label: say(`macros.flag.${value}`) }));
    const { people, departments } = await this.choices.of();
    if (holds === 'person') return people.filter(({ crm }) => crm);
    return holds === 'department' ? departments : null;
  }

  /** Everything that can be set, by its key; of own fields those that are not restricted (R16). */
  private async settable(): Promise<Map<string, Settable>> {
    const { own } = await this.choices.of();
    const built = Object.entries(FIELDS).map(([key, { field, holds }]) => {
      const record = key.startsWith('deal.') ? ('deal' as const) : ('client' as const);
      return [key, { record, field, holds, isOwn: false, label: say(`macros.set.${key}`) }] as [string, Settable];
    });
    const open = [...own.deal, ...own.client].filter(({ restricted }) => !restricted);
    const added = open.map(({ record, key, name, type }) => {
      const label = `${say(`macros.group.${record}`)}: ${name}`;
      const holds = type === 'checkbox' ? 'ownFlag' : 'own';
      return [`${record}.own.${key}`, { record, field: key, holds, isOwn: true, label }] as [string, Settable];
    });
    return new Map([...built, ...added]);
  }

  private async find(field: Typed[string]): Promise<Settable | undefined> {
    return (await this.settable()).get(String(field));
  }

  /** What the field's form would say of the value. */
  private async checkOwn({ record, field }: Settable, typed: string) {
    await this.own.said(record, { [field]: typed }).catch((error) => {
      if (error instanceof InvalidInput) throw new InvalidInput(error.fields.map((each) => ({ ...each, field: 'value' })));
      throw error;
    });
  }
}
