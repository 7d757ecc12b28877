import { isDeepStrictEqual } from 'node:util';
import { Injectable, Logger } from '@nestjs/common';
import { EntityNotFoundError, QueryFailedError } from 'typeorm';
import { BrokenRule } from '../../../broken-rule';
import { Database } from '../../../database/database';
import { InvalidInput } from '../../../web/input.pipe';
import { Webhooks } from '../../../webhooks/webhooks.service';
import type { HappeningKind, SubjectIds } from '../happening-kinds';
import { Happenings } from '../happenings.service';
import type { ActionSaid, Macro } from '../macro.entity';
import { type Deed, type MacroAction, MacroActions, type Said, type Situation } from '../macro-actions.service';

/** A happening as it was written down. */
export interface Happening extends SubjectIds {
  id: number;
  kind: HappeningKind;
  macroId: number | null;
  chain: number[];
  at: Date;
}

/** A macro's run on a happening. */
export interface Run {
  run: number;
  happening: Happening;
}

/** What became of one action of a run; removed: it had failed, and is no action of its macro any more. */
interface Ended extends Pick<Deed, 'words' | 'record' | 'text' | 'delivery'> {
  run: number;
  position: number;
  action: ActionSaid;
  state: 'waiting' | 'done' | 'failed' | 'removed';
}

/** Does the actions of runs, in their transaction: one that fails undoes only what itself began (R79). */
@Injectable()
export class MacroDeeds {
  private readonly log = new Logger('MacroDeeds');

  constructor(
    private readonly database: Database,
    private readonly actions: MacroActions,
    private readonly webhooks: Webhooks,
  ) {}

  /** Whether all that a macro does can be done for many happenings together. */
  doesTogether({ actions }: Macro): boolean {
    return actions.every(({ name }) => this.actions.get(name)?.doAll);
  }

  /** Does all actions of runs that begin. @returns the runs that are not done by that: something failed, or waits */
  async begin(macro: Macro, runs: Run[]): Promise<number[]> {
    const ended: Ended[] = [];
    for (const [position, action] of macro.actions.entries()) {
      const situations = runs.map((run) => situationOf(macro, run, position));
      ended.push(...(await this.attemptAll(action, runs, situations)));
    }
    await this.keep(ended);
    return [...new Set(ended.filter(({ state }) => state !== 'done').map(({ run }) => run))];
  }

  /** Whether the run began any action. */
  async begun(run: number): Promise<boolean> {
    const [{ begun }] = await this.database.query<{ begun: boolean }[]>(
      'select exists (select from macro_deeds where run_id = $1) begun',
      [run],
    );
    return begun;
  }

  /** Tries the actions of a run that had failed once more, each as its macro says it now; what was done stays done (R118). */
  async again(macro: Macro, run: Run) {
    const failed = await this.database.query<{ position: number; action: ActionSaid; delivery: number | null }[]>(
      `select position, action, delivery_id delivery from macro_deeds where run_id = $1 and state = 'failed' order by position`,
      [run.run],
    );
    const ended: Ended[] = [];
    for (const { position, action, delivery } of failed) {
      const said = macro.actions.find(({ id }) => id === action.id);
      const deed = { run: run.run, position };
      if (!said) ended.push({ ...deed, action, state: 'removed', words: { key: 'macros.did.removed', values: {} } });
      else if (delivery !== null && isDeepStrictEqual(said, action))
        ended.push({ ...deed, action, ...(await this.sendAgain(delivery)) });
      else ended.push(...(await this.attemptAll(said, [run], [situationOf(macro, run, position)])));
    }
    await this.keep(ended);
  }

  /** The same delivery under the same id, so that its receiver knows a repetition. */
  private async sendAgain(delivery: number): Promise<Pick<Ended, 'state' | 'words' | 'delivery'>> {
    await this.webhooks.tryAgain(delivery);
    const { url } = await this.webhooks.find(delivery);
    return { state: 'waiting', words: { key: 'macros.webhook.waiting', values: { host: new URL(url).host } }, delivery };
  }

  /** An action for several runs: together where it can, each for itself where that fails. */
  private async attemptAll(action: ActionSaid, runs: Run[], situations: Situation[]): Promise<Ended[]> {
    const doer = this.actions.get(action.name);
    const ended = (deed: Deed & { failed?: boolean }, at: number): Ended => {
      const state = deed.failed ? 'failed' : deed.delivery ? 'waiting' : 'done';
      return { run: situations[at].run, position: situations[at].position, action, ...deed, state };
    };
    if (doer?.doAll && runs.length > 1) {
      const deeds = await this.attempt(() => doer.doAll!(action.said, situations));
      if (!('failed' in deeds)) return deeds.map(ended);
    }
    const all: Ended[] = [];
    for (const [at, { happening }] of runs.entries()) {
      const deed = await this.attempt(() => this.do(doer, action, situations[at], happening.chain));
      all.push(ended(deed, at));
    }
    return all;
  }

  private do(doer: MacroAction | undefined, { said }: ActionSaid, situation: Situation, chain: number[]): Promise<Deed> {
    if (!doer) throw new BrokenRule('macro_action_unknown');
    return Happenings.through([...chain, situation.macro.id], () => doer.do(said, situation));
  }

  private async attempt<T>(work: () => Promise<T>): Promise<T | { failed: true; words: Said }> {
    try {
      return await this.database.manager.transaction(work);
    } catch (error) {
      return { failed: true, words: this.wordsOf(error) };
    }
  }

  /** What people are told; what only a programmer understands is in the log. @throws what will go away by itself */
  private wordsOf(error: unknown): Said {
    if (error instanceof BrokenRule) return { key: `broken.${error.key}`, values: error.values };
    if (error instanceof InvalidInput) return { key: `invalid.${error.fields[0].key}`, values: error.fields[0].values };
    if (error instanceof EntityNotFoundError) return { key: 'macros.failed.gone', values: {} };
    if (error instanceof QueryFailedError && PASSING.includes(error.driverError.code)) throw error;
    this.log.error(error instanceof Error ? error.stack : error);
    return { key: 'macros.failed.unexpected', values: {} };
  }

  private async keep(ended: Ended[]) {
    if (!ended.length) return;
    const rows = ended.map(({ run, position, action, state, words, record, text, delivery }) => ({
      ...{ run_id: run, position, action, state, words, text },
      ...{ record: record?.subject, record_id: record?.id, delivery_id: delivery },
    }));
    await this.database.query(
      `insert into macro_deeds (run_id, position, action, state, words, record, record_id, text, delivery_id)
         select * from jsonb_to_recordset($1) d (run_id bigint, position integer, action jsonb, state text, words jsonb, record text,
           record_id bigint, text text, delivery_id bigint)
       on conflict (account_id, run_id, position) do update set action = excluded.action, state = excluded.state, words = excluded.words,
         record = excluded.record, record_id = excluded.record_id, text = excluded.text, delivery_id = excluded.delivery_id, at = now()`,
      [JSON.stringify(rows)],
    );
  }
}

function situationOf(macro: Macro, { run, happening }: Run, position: number): Situation {
  return { kind: happening.kind, at: happening.at, about: happening, macro, run, position };
}

/** Two transactions were in each other's way: deadlock, serialization, lock not got in time. The job tries again. */
const PASSING = ['40P01', '40001', '55P03', '57014'];
