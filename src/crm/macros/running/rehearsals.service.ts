import { Injectable } from '@nestjs/common';
import { Database } from '../../../database/database';
import { InvalidInput } from '../../../web/input.pipe';
import { say } from '../../../web/say';
import { UnknownField } from '../conditions';
import { SUBJECTS } from '../happening-kinds';
import type { Macro } from '../macro.entity';
import { MacroActions } from '../macro-actions.service';
import { MacroFacts } from '../macro-facts.service';
import type { Happening } from './macro-runs.service';

/** So many happenings a macro is rehearsed on. */
const REHEARSED = 100;

/** What a macro would have done, had it been on: asked before it is switched on; writes nothing. */
@Injectable()
export class Rehearsals {
  constructor(
    private readonly database: Database,
    private readonly facts: MacroFacts,
    private readonly actions: MacroActions,
  ) {}

  /** The last happenings of its kind, newest first, each with whether it would have fired; and what it would then have done. */
  async of(macro: Macro) {
    const happenings = await this.database.query<(Happening & { who: string | null })[]>(
      `select h.id, h.deal_id "dealId", h.client_id "clientId", h.invoice_id "invoiceId", h.offer_id "offerId", h.task_id "taskId", h.chain, h.at,
         u.name who
       from happenings h left join users u on u.id = h.caused_by where h.kind = $1 and (h.macro_id is null or h.macro_id = $2)
       order by h.id desc limit ${REHEARSED}`,
      [macro.happening, macro.id],
    );
    const facts = await this.facts.factsOf(happenings, macro.about);
    const [subject] = macro.about;
    const named = await this.facts.named(happenings.map((happening) => ({ subject, id: happening[SUBJECTS[subject]] })));
    const rows = happenings.map(({ at, who, chain }, place) => {
      const why = whyNot(macro, facts[place], chain);
      return { at, who, record: named[place], fires: why === null, why };
    });
    return { rows, fired: rows.filter(({ fires }) => fires).length, would: await this.wouldDo(macro) };
  }

  /** What its actions would do, and what could not be done. */
  async wouldDo({ actions, about }: Macro): Promise<{ text: string; broken: string | null }[]> {
    const offered = this.actions.of(about);
    const would: { text: string; broken: string | null }[] = [];
    for (const { name, said } of actions) {
      const action = offered.find((each) => each.name === name)?.action;
      if (!action) would.push({ text: say('macros.people.gone'), broken: say('broken.macro_action_unknown') });
      else would.push({ text: await action.words(said), broken: await brokenOf(action.check(said)) });
    }
    return would;
  }
}

/** Why it would not have fired; null when it would. */
function whyNot(macro: Macro, facts: Parameters<Macro['fits']>[0], chain: number[]): string | null {
  if (macro.loops(chain)) return say('macros.looped');
  try {
    return macro.fits(facts) ? null : say('macros.rehearsal.not_met');
  } catch (error) {
    if (error instanceof UnknownField) return say('macros.failed.field', { field: error.field });
    throw error;
  }
}

async function brokenOf(check: Promise<unknown>): Promise<string | null> {
  return check.then(
    () => null,
    (error) => {
      if (error instanceof InvalidInput) return say(`invalid.${error.fields[0].key}`, error.fields[0].values);
      if (!error.key) throw error;
      return say(`broken.${error.key}`, error.values);
    },
  );
}
