import { Injectable, type OnModuleInit } from '@nestjs/common';
import { BrokenRule } from '../../../broken-rule';
import { typedOf } from '../../../clients/client.input';
import { ClientsService } from '../../../clients/clients.service';
import { addDays, today } from '../../../clock';
import { say } from '../../../web/say';
import { DealInput } from '../../deals/deal.input';
import { DealLines } from '../../deals/deal-lines.service';
import { sayingOf } from '../../deals/deal-saying';
import { DealsService } from '../../deals/deals.service';
import type { SubjectIds } from '../happening-kinds';
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
type Holds = (typeof FIELDS)[Key]['holds'];

/** Sets a field of the deal or of its client to what the author said. */
@Injectable()
export class SetField implements MacroAction, OnModuleInit {
  readonly needs = 'client';

  constructor(
    private readonly actions: MacroActions,
    private readonly choices: MacroLists,
    private readonly texts: MacroTexts,
    private readonly deals: DealsService,
    private readonly lines: DealLines,
    private readonly clients: ClientsService,
  ) {}

  onModuleInit() {
    this.actions.register('set_field', this);
  }

  async fields({ field }: Record<string, string>): Promise<ActionField[]> {
    const options = Object.keys(FIELDS).map((key) => ({ value: key, label: say(`macros.set.${key}`) }));
    const asked: ActionField = {
      name: 'field',
      type: 'choice',
      label: say('macros.set.field'),
      options,
      required: true,
      decides: true,
    };
    return isKey(field) ? [asked, await this.valueField(FIELDS[field].holds)] : [asked];
  }

  async check({ field, value }: Typed): Promise<Typed> {
    if (!isKey(field)) throw new BrokenRule('macro_field_missing', {}, 'field');
    const { holds } = FIELDS[field];
    const typed = String(value ?? '').trim();
    if (!typed) throw new BrokenRule('macro_field_missing', {}, 'value');
    if (holds === 'text') return { field, value: this.texts.check(typed, 'value') };
    const options = await this.optionsOf(holds);
    if (options && !options.some((option) => option.value === typed)) throw new BrokenRule('macro_choice_gone', {}, 'value');
    if (!options && (!/^\d{1,3}$/.test(typed) || Number(typed) > 365)) throw new BrokenRule('macro_days', {}, 'value');
    return { field, value: typed };
  }

  async words({ field, value }: Typed): Promise<string> {
    if (!isKey(field)) return say('macros.would.set_nothing');
    const options = await this.optionsOf(FIELDS[field].holds);
    const said = options ? (options.find((option) => option.value === value)?.label ?? say('macros.people.gone')) : String(value);
    return say('macros.would.set_field', { field: say(`macros.set.${field}`), value: said });
  }

  async do({ field, value }: Typed, { about }: Situation): Promise<Deed> {
    if (!isKey(field)) throw new BrokenRule('macro_field_unknown');
    const holding = { [FIELDS[field].field]: await this.valueOf(FIELDS[field].holds, String(value), about) };
    const words = { key: `macros.did.set.${field}`, values: {} };
    return {
      words,
      record: field.startsWith('deal.') ? await this.setOfDeal(about, holding) : await this.setOfClient(about, holding),
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
    await this.clients.update(clientId, { ...typedOf(await this.clients.find(clientId)), ...holding });
    return { subject: 'client' as const, id: clientId };
  }

  private async valueOf(holds: Holds, value: string, about: SubjectIds) {
    if (holds === 'text') return (await this.texts.fill(value, about)) || null;
    if (holds === 'days') return addDays(today(), Number(value));
    return Number(value);
  }

  private async valueField(holds: Holds): Promise<ActionField> {
    const options = await this.optionsOf(holds);
    const label = say(`macros.set.value.${holds}`);
    if (options) return { name: 'value', type: 'choice', label, options, required: true };
    if (holds === 'text') return { name: 'value', type: 'text', label, hint: say('macros.text.hint'), required: true };
    return { name: 'value', type: 'whole', label, required: true };
  }

  private async optionsOf(holds: Holds) {
    const { people, departments } = await this.choices.of();
    if (holds === 'person') return people.filter(({ crm }) => crm);
    return holds === 'department' ? departments : null;
  }
}

function isKey(field: unknown): field is Key {
  return typeof field === 'string' && Object.hasOwn(FIELDS, field);
}
