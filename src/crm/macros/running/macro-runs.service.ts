import { Injectable } from '@nestjs/common';
import { Person } from '../../../accounts/person';
import { today } from '../../../clock';
import { Database } from '../../../database/database';
import { Jobs } from '../../../jobs/jobs.service';
import { Notices } from '../../../notices/notices.service';
import { type Facts, UnknownField } from '../conditions';
import type { Macro } from '../macro.entity';
import type { Said } from '../macro-actions.service';
import { MacroFacts } from '../macro-facts.service';
import { type Happening, MacroDeeds, type Run } from './macro-deeds.service';

/** The job that runs one macro on one happening: later, or once more. */
export const RUN_MACRO = 'RunMacro';

type RunState = 'waiting' | 'done' | 'failed' | 'looped' | 'not_met';

/** What a macro sees when it looks at a happening: what is to become of its run, and why. */
interface Look {
  state: RunState;
  words: Said | null;
  due: Date | null;
}

/** Runs macros on happenings, each once (R118): in the transaction of the run, which acts as the account in its author's name. */
@Injectable()
export class MacroRuns {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly facts: MacroFacts,
    private readonly deeds: MacroDeeds,
    private readonly notices: Notices,
  ) {}

  /**
   * Runs it on these, or lets it wait for its time. Once it has looked at a happening it never looks again, even if there was nothing to do: facts
   * change. A run that was begun by somebody else is theirs.
   */
  async begin(macro: Macro, happenings: Happening[]) {
    const looks = await this.looksAt(macro, happenings);
    const begun = await this.record(macro, happenings, looks);
    const ofState = (state: RunState) => begun.filter(({ happening }) => looks.get(happening)!.state === state);
    for (const { run, happening } of ofState('waiting')) {
      await this.jobs.add(RUN_MACRO, { macro: macro.id, run }, { after: looks.get(happening)!.due! });
    }
    await this.tellAuthor(macro, ofState('failed'), 'failed');
    await this.tellAuthor(macro, ofState('looped'), 'looped');
    await this.act(macro, ofState('done'));
  }

  /** Runs what waited for its time, or could not be looked at before; whether it is so, is looked at now. */
  async resume(macro: Macro, { run, happening }: Run, oncemore = false) {
    const [facts] = await this.factsOf(macro, [happening]);
    const { state, words } = lookAt(macro, facts, []);
    await this.end(run, state, words, oncemore);
    if (state === 'failed') await this.tellAuthor(macro, [{ run }], 'failed');
    if (state === 'done') await this.act(macro, [{ run, happening }]);
  }

  /** What waited for its time has nothing to do any more: its macro was switched off or deleted. */
  async drop(run: number) {
    await this.database.query(`update macro_runs set state = 'not_met', at = now() where id = $1 and state = 'waiting'`, [run]);
  }

  /** Tries what had failed once more; what was done stays done. That its conditions were met when it happened is what counts. */
  async again(macro: Macro, run: Run) {
    if (!(await this.deeds.begun(run.run))) return this.resume(macro, run, true);
    await this.end(run.run, 'done', null, true);
    await this.deeds.again(macro, run);
    await this.conclude(macro, [run.run]);
  }

  /** What runs came to: failed as soon as one deed has, done when none waits any more. Whoever calls it has locked them, or just made them. */
  async conclude(macro: Macro, runs: number[]) {
    if (!runs.length) return;
    const [ended] = await this.database.query<[{ run: number; state: string }[]]>(
      `update macro_runs r set words = null, at = now(), state = coalesce(
         (select case d.state when 'waiting' then 'sending' else 'failed' end from macro_deeds d
            where d.run_id = r.id and d.state in ('failed', 'waiting') order by d.state limit 1), 'done')
       where r.id = any ($1) returning r.id run, r.state`,
      [runs],
    );
    await this.tellAuthor(
      macro,
      ended.filter(({ state }) => state === 'failed'),
      'failed',
    );
  }

  private async act(macro: Macro, runs: Run[]) {
    if (runs.length) await this.conclude(macro, await this.deeds.begin(macro, runs));
  }

  private async looksAt(macro: Macro, happenings: Happening[]): Promise<Map<Happening, Look>> {
    const looks = new Map<Happening, Look>();
    const now = new Date();
    for (const happening of happenings) {
      const due = macro.loops(happening.chain) ? null : macro.dueAfter(happening.at);
      if (due && due > now) looks.set(happening, { state: 'waiting', words: null, due });
    }
    const asked = happenings.filter((happening) => !looks.has(happening));
    const facts = await this.factsOf(macro, asked);
    asked.forEach((happening, at) => {
      looks.set(happening, lookAt(macro, facts[at], happening.chain));
    });
    return looks;
  }

  /** Who has no conditions asks nothing. */
  private async factsOf(macro: Macro, happenings: Happening[]): Promise<Facts[]> {
    if (!macro.conditions.length || !happenings.length) return happenings.map(() => ({}));
    return this.facts.factsOf(happenings, macro.about);
  }

  /** Whoever it acts for, as its author may have left. Once a day for each macro: whoever has to be told a hundred times does not look. */
  private async tellAuthor({ id }: Macro, runs: { run: number }[], what: 'failed' | 'looped') {
    if (!runs.length) return;
    const key = `${what}:${id}:${today()}`;
    await this.notices.give({ kind: `macro_${what}`, users: [Person.current.user], ids: { macro: id, run: runs[0].run }, key });
  }

  /** The runs that were not begun before. */
  private async record({ id }: Macro, happenings: Happening[], looks: Map<Happening, Look>): Promise<Run[]> {
    const rows = happenings.map((happening) => ({ happening: happening.id, ...looks.get(happening)! }));
    const begun = await this.database.query<{ run: number; happening: number }[]>(
      `insert into macro_runs (macro_id, happening_id, state, words, due_at)
         select $1, l.happening, l.state, l.words, l.due
         from jsonb_to_recordset($2) l (happening bigint, state text, words jsonb, due timestamptz) order by l.happening
       on conflict (account_id, happening_id, macro_id) do nothing returning id run, happening_id happening`,
      [id, JSON.stringify(rows)],
    );
    const of = new Map(happenings.map((happening) => [happening.id, happening]));
    return begun.map(({ run, happening }) => ({ run, happening: of.get(happening)! }));
  }

  private async end(run: number, state: RunState, words: Said | null, oncemore = false) {
    await this.database.query('update macro_runs set state = $2, words = $3, tries = tries + $4, at = now() where id = $1', [
      ...[run, state, words && JSON.stringify(words), oncemore ? 1 : 0],
    ]);
  }
}

/** What is to become of a run: where conditions are not met no loop would go on; a field that nobody knows any more makes it fail. */
function lookAt(macro: Macro, facts: Facts, chain: number[]): Look {
  try {
    if (!macro.fits(facts)) return { state: 'not_met', words: null, due: null };
    if (macro.loops(chain)) return { state: 'looped', words: { key: 'macros.looped', values: {} }, due: null };
    return { state: 'done', words: null, due: null };
  } catch (error) {
    if (!(error instanceof UnknownField)) throw error;
    return { state: 'failed', words: { key: 'macros.failed.field', values: { field: error.field } }, due: null };
  }
}
