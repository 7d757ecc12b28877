import { Injectable, Logger } from '@nestjs/common';
import { EntityNotFoundError, QueryFailedError } from 'typeorm';
import { Person } from '../../../accounts/person';
import { BrokenRule } from '../../../broken-rule';
import { today } from '../../../clock';
import { Database } from '../../../database/database';
import { Jobs } from '../../../jobs/jobs.service';
import { Notices } from '../../../notices/notices.service';
import { InvalidInput } from '../../../web/input.pipe';
import { Webhooks } from '../../../webhooks/webhooks.service';
import { UnknownField } from '../conditions';
import type { HappeningKind, SubjectIds } from '../happening-kinds';
import { Happenings } from '../happenings.service';
import { Macro } from '../macro.entity';
import { type Deed, MacroActions, type Said } from '../macro-actions.service';
import { MacroFacts } from '../macro-facts.service';

/** The job that runs one macro on one happening: later, or once more. */
export const RUN_MACRO = 'RunMacro';

/** A happening as it was written down. */
export interface Happening extends SubjectIds {
  id: number;
  kind: HappeningKind;
  macroId: number | null;
  chain: number[];
  at: Date;
}

type RunState = 'waiting' | 'done' | 'failed' | 'looped' | 'not_met';

/** Runs one macro on one happening, once (R118): in the transaction of the run, which acts as the account in its author's name. */
@Injectable()
export class MacroRuns {
  private readonly log = new Logger('MacroRuns');

  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly facts: MacroFacts,
    private readonly actions: MacroActions,
    private readonly notices: Notices,
    private readonly webhooks: Webhooks,
  ) {}

  /** Runs it, or lets it wait for its time. A run that was begun by somebody else is theirs. */
  async begin(macro: Macro, happening: Happening) {
    if (macro.loops(happening.chain)) return this.stop(macro, happening);
    const due = macro.dueAfter(happening.at);
    if (due && due > new Date()) return this.wait(macro, happening, due);
    const why = await this.whyNot(macro, happening);
    if (why === 'not_met') return;
    const run = await this.record(macro, happening, why ? 'failed' : 'done', why);
    if (run && why) await this.tellAuthor(macro, run, 'failed');
    else if (run) await this.act(macro, happening, run, []);
  }

  /** Runs what waited for its time; whether it is so, is looked at now. */
  async resume(macro: Macro, happening: Happening, run: number) {
    const why = await this.whyNot(macro, happening);
    const state = why === 'not_met' ? why : why ? 'failed' : 'done';
    await this.end(run, state, why === 'not_met' ? null : why);
    if (state === 'failed') await this.tellAuthor(macro, run, 'failed');
    if (state === 'done') await this.act(macro, happening, run, []);
  }

  /** What waited for its time has nothing to do any more: its macro was switched off or deleted. */
  async drop(run: number) {
    await this.database.query(`update macro_runs set state = 'not_met', at = now() where id = $1 and state = 'waiting'`, [run]);
  }

  /** Tries what had failed once more; what was done stays done. That its conditions were met when it happened is what counts. */
  async again(macro: Macro, happening: Happening, run: number) {
    const done = await this.database.query<{ position: number; delivery: number | null; state: string }[]>(
      `select position, delivery_id delivery, state from macro_deeds where run_id = $1 and (state <> 'failed' or delivery_id is not null)`,
      [run],
    );
    const why = await this.whyNot(macro, happening);
    const unknown = why === 'not_met' ? null : why;
    await this.end(run, unknown ? 'failed' : 'done', unknown, true);
    if (!unknown)
      await this.act(
        macro,
        happening,
        run,
        done.map(({ position }) => position),
      );
    for (const { state, delivery } of done) if (state === 'failed' && delivery !== null) await this.sendAgain(delivery);
  }

  /** What a run came to, as all its deeds have been done, or one has failed. What still waits decides later. */
  async conclude(macro: Macro, run: number) {
    const [{ failed }] = await this.database.query<{ failed: boolean }[]>(
      `select exists (select from macro_deeds where run_id = $1 and state = 'failed') failed from macro_runs where id = $1 for update`,
      [run],
    );
    await this.end(run, failed ? 'failed' : 'done', null);
    if (failed) await this.tellAuthor(macro, run, 'failed');
  }

  /** The same delivery under the same id, so that its receiver knows a repetition. */
  private async sendAgain(delivery: number) {
    await this.webhooks.tryAgain(delivery);
    const { url } = await this.webhooks.find(delivery);
    await this.database.query(`update macro_deeds set state = 'waiting', words = $2, at = now() where delivery_id = $1`, [
      delivery,
      JSON.stringify({ key: 'macros.webhook.waiting', values: { host: new URL(url).host } }),
    ]);
  }

  /** 'not_met', or the sentence that says why it cannot be known. */
  private async whyNot(macro: Macro, happening: Happening): Promise<'not_met' | Said | null> {
    try {
      const [facts] = await this.facts.factsOf([happening], macro.about);
      return macro.fits(facts) ? null : 'not_met';
    } catch (error) {
      if (!(error instanceof UnknownField)) throw error;
      return { key: 'macros.failed.field', values: { field: error.field } };
    }
  }

  /** Each action on its own: one that fails undoes only what itself began. */
  private async act(macro: Macro, happening: Happening, run: number, done: number[]) {
    let failed = false;
    for (const [position, { name, said }] of macro.actions.entries()) {
      if (done.includes(position)) continue;
      const situation = { kind: happening.kind, at: happening.at, about: happening, macro, run, position };
      const work = () => {
        const action = this.actions.get(name);
        if (!action) throw new BrokenRule('macro_action_unknown');
        return Happenings.through([...happening.chain, macro.id], () => action.do(said, situation));
      };
      const deed = await this.attempt(work);
      failed ||= deed.failed;
      await this.database.query(
        `insert into macro_deeds (run_id, position, action, state, words, record, record_id, text, delivery_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (account_id, run_id, position) do update set state = excluded.state, words = excluded.words, record = excluded.record,
           record_id = excluded.record_id, text = excluded.text, delivery_id = excluded.delivery_id, at = now()`,
        [
          ...[run, position, JSON.stringify({ name, said }), deed.failed ? 'failed' : deed.delivery ? 'waiting' : 'done'],
          ...[
            JSON.stringify(deed.words),
            deed.record?.subject ?? null,
            deed.record?.id ?? null,
            deed.text ?? null,
            deed.delivery ?? null,
          ],
        ],
      );
    }
    if (!failed) return;
    await this.end(run, 'failed', null);
    await this.tellAuthor(macro, run, 'failed');
  }

  private async attempt(work: () => Promise<Deed>): Promise<Deed & { failed: boolean }> {
    try {
      return { failed: false, ...(await this.database.manager.transaction(work)) };
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

  /** Whose conditions are not met would not have gone on, so that nobody has to be told. */
  private async stop(macro: Macro, happening: Happening) {
    if ((await this.whyNot(macro, happening)) === 'not_met') return;
    const run = await this.record(macro, happening, 'looped', { key: 'macros.looped', values: {} });
    if (run) await this.tellAuthor(macro, run, 'looped');
  }

  /** Whoever it acts for, as its author may have left. Once a day for each macro: whoever has to be told a hundred times does not look. */
  private async tellAuthor({ id }: Macro, run: number, what: 'failed' | 'looped') {
    const key = `${what}:${id}:${today()}`;
    await this.notices.give({ kind: `macro_${what}`, users: [Person.current.user], ids: { macro: id, run }, key });
  }

  private async wait(macro: Macro, happening: Happening, due: Date) {
    const run = await this.record(macro, happening, 'waiting', null, due);
    if (run) await this.jobs.add(RUN_MACRO, { macro: macro.id, run }, { after: due });
  }

  /** The run's id; undefined when it was begun before. */
  private async record(macro: Macro, happening: Happening, state: RunState, words: Said | null, due: Date | null = null) {
    const [run] = await this.database.query<{ id: number }[]>(
      `insert into macro_runs (macro_id, happening_id, state, words, due_at) values ($1, $2, $3, $4, $5)
       on conflict (account_id, happening_id, macro_id) do nothing returning id`,
      [macro.id, happening.id, state, words && JSON.stringify(words), due],
    );
    return run?.id as number | undefined;
  }

  private async end(run: number, state: RunState, words: Said | null, oncemore = false) {
    await this.database.query('update macro_runs set state = $2, words = $3, tries = tries + $4, at = now() where id = $1', [
      ...[run, state, words && JSON.stringify(words), oncemore ? 1 : 0],
    ]);
  }
}

/** Two transactions were in each other's way: deadlock, serialization, lock not got in time. The job tries again. */
const PASSING = ['40P01', '40001', '55P03', '57014'];
