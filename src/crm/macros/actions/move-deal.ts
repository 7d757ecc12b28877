import { Injectable, type OnModuleInit } from '@nestjs/common';
import { BrokenRule } from '../../../broken-rule';
import { say } from '../../../web/say';
import { DealsService } from '../../deals/deals.service';
import {
  type ActionField,
  type Deed,
  type MacroAction,
  MacroActions,
  type Situation,
  type Typed,
} from '../macro-actions.service';
import { MacroLists } from '../macro-lists.service';

/** Puts the deal in another stage; a lost one needs a reason. */
@Injectable()
export class MoveDeal implements MacroAction, OnModuleInit {
  readonly needs = 'deal';

  constructor(
    private readonly actions: MacroActions,
    private readonly lists: MacroLists,
    private readonly deals: DealsService,
  ) {}

  onModuleInit() {
    this.actions.register('move_deal', this);
  }

  async fields({ stage }: Record<string, string>): Promise<ActionField[]> {
    const { stages } = await this.lists.of();
    const reason: ActionField = { name: 'reason', type: 'text', label: say('deals.lost_reason'), required: true };
    const lost = stages.find(({ value }) => value === stage)?.outcome === 'lost';
    return [
      { name: 'stage', type: 'choice', label: say('macros.move.stage'), options: stages, required: true, decides: true },
      ...(lost ? [reason] : []),
    ];
  }

  async check({ stage, reason = null }: Typed): Promise<Typed> {
    const chosen = (await this.lists.of()).stages.find(({ value }) => value === stage);
    if (!chosen) throw new BrokenRule('macro_choice_gone', {}, 'stage');
    if (chosen.outcome === 'lost' && !reason) throw new BrokenRule('lost_without_reason', {}, 'reason');
    return { stage, reason: chosen.outcome === 'lost' ? reason : null };
  }

  async words({ stage }: Typed): Promise<string> {
    const chosen = (await this.lists.of()).stages.find(({ value }) => value === stage);
    return say('macros.would.move_deal', { stage: chosen?.label ?? say('macros.people.gone') });
  }

  async do({ stage, reason }: Typed, { about }: Situation): Promise<Deed> {
    if (about.dealId === null) throw new BrokenRule('macro_no_deal');
    await this.deals.move(about.dealId, Number(stage), reason as string | null);
    const { label } = (await this.lists.of()).stages.find(({ value }) => value === stage)!;
    return { words: { key: 'macros.did.move_deal', values: { stage: label } }, record: { subject: 'deal', id: about.dealId } };
  }
}
