import { Injectable } from '@nestjs/common';
import { EntityNotFoundError } from 'typeorm';
import { BrokenRule } from '../../../broken-rule';
import { Database } from '../../../database/database';
import { Jobs } from '../../../jobs/jobs.service';
import { Macro } from '../macro.entity';
import { RUN_MACRO } from './macro-runs.service';

/** Trying failed runs once more, when a person has mended what was wrong. */
@Injectable()
export class MacroRepetitions {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
  ) {}

  /** @returns the run's macro @throws BrokenRule when it did not fail */
  async ask(run: number): Promise<number> {
    const [found] = await this.database.query<{ macro: number; state: string }[]>(
      'select macro_id macro, state from macro_runs where id = $1',
      [run],
    );
    if (!found) throw new EntityNotFoundError(Macro, { run });
    if (found.state !== 'failed') throw new BrokenRule('macro_run_not_failed');
    await this.jobs.add(RUN_MACRO, { run, macro: found.macro }, { key: `again ${run}` });
    return found.macro;
  }
}
