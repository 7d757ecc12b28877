import { Injectable } from '@nestjs/common';
import { Database } from '../../../database/database';
import { InvalidInput } from '../../../web/input.pipe';
import { say } from '../../../web/say';
import { UnknownField } from '../conditions';
import { aboutOf, SUBJECTS, type SubjectIds } from '../happening-kinds';
import type { Macro } from '../macro.entity';
import { MacroActions } from '../macro-actions.service';
import { MacroDays } from '../macro-days.service';
import { MacroFacts } from '../macro-facts.service';

/** So many happenings a macro is rehearsed on. */
const REHEARSED = 100;

interface Past extends SubjectIds {
  chain: number[];
  at: Date;
  who: string | null;
}

/** What a macro would have done, had it been on: asked before it is switched on; writes nothing. */
@Injectable()
export class Rehearsals {
  constructor(
    private readonly database: Database,
    private readonly facts: MacroFacts,
    private readonly actions: MacroActions,
    private readonly days: MacroDays,
  ) {}

  /**
   * The last happenings of its kind, newest first, each with whether it would have fired; and what it would then have done.
   * Who does not see all of Invoicing is not told which documents met what the macro asks of them (R131).
   */
  async of(macro: Macro) {
    const happenings = await this.last(macro);
    const facts = await this.facts.factsOf(happenings, macro.about);
    const [subject] = macro.about;
    const named = await this.facts.named(happenings.map((happening) => ({ subject, id: happening[SUBJECTS[subject]] })));
    const closed = await this.asksOfClosed(macro);
    const rows = happenings.map(({ at, who, chain }, place) => {
      const why = closed ? say('macros.rehearsal.closed') : whyNot(macro, facts[place], chain);
      return { at, who, record: named[place], fires: why === null, closed, why };
    });
    return { rows, closed, fired: rows.filter(({ fires }) => fires).length, would: await this.wouldDo(macro) };
  }

  /** Whether its conditions ask of documents, and whoever reads may ask nothing of them. */
  private async asksOfClosed({ conditions }: Macro): Promise<boolean> {
    const asks = conditions.some(({ field }) => field.startsWith('document.'));
    return asks && (await this.facts.fieldsOf(['document'])).length === 0;
  }

  /** The last happenings that are to it, newest first; of days that it counts those that would have come, had it been on. */
  private async last(macro: Macro): Promise<Past[]> {
    if (aboutOf(macro.happening).days) return (await this.days.last(macro, REHEARSED)).map((day) => ({ ...day, who: null }));
    return this.database.query(
      `select h.deal_id "dealId", h.client_id "clientId", h.invoice_id "invoiceId", h.offer_id "offerId", h.task_id "taskId", h.chain, h.at,
         u.name who
       from happenings h left join users u on u.id = h.caused_by where h.kind = $1 and (h.macro_id is null or h.macro_id = $2)
       order by h.id desc limit ${REHEARSED}`,
      [macro.happening, macro.id],
    );
  }

  /** What its actions would do, and what could not be done. */
  async wouldDo({ actions, about }: Macro): Promise<{ text: string; broken: string | null }[]> {
    const offered = this.actions.of(about);
    const would: { text: string; broken: string | null }[] = [];
    for (const { name, said } of actions) {
      const action = offered.find((each) => each.name === name)?.action;
      if (!action) would.push({ text: say('macros.people.gone'), broken: say('broken.macro_action_unknown') });
      else would.push({ text: await action.words(said), broken: await brokenOf(action.check(said, about)) });
    }
    return would;
  }
}

/** Why it would not have fired; null when it would. */
function whyNot(macro: Macro, facts: Parameters<Macro['fits']>[0], chain: number[]): string | null {
  try {
    if (!macro.fits(facts)) return say('macros.rehearsal.not_met');
    return macro.loops(chain) ? say('macros.looped') : null;
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
