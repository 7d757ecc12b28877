import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { Actors } from '../../accounts/actors.service';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import { type Cause, Jobs } from '../../jobs/jobs.service';
import type { Trouble } from './backfill.entity';
import { BackfillSteps, DocumentFailed } from './backfill-steps.service';
import { MAKE_DEALS } from './backfills.service';

/** The job that stops a backfill whose job was given up: its servers may have died, so that nobody else could. */
const GIVE_UP = 'GiveUpMakingDeals';
/** How long one job goes on before it hands over to another, so that it never runs for longer than jobs may. Milliseconds. */
const TURN = 60_000;

/** Carries a backfill on, step by step, as the person who began or resumed it and with the eyes of the account (R87). */
@Injectable()
export class MakeDeals implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly actors: Actors,
    private readonly database: Database,
    private readonly steps: BackfillSteps,
  ) {}

  onModuleInit() {
    this.jobs.handle<{ backfill: number }>(MAKE_DEALS, (data) => this.carryOn(data), { whenGivenUp: GIVE_UP });
    this.jobs.handle<{ backfill: number }>(GIVE_UP, async (data) => {
      const { within } = await this.worker(data);
      await within(() => this.steps.giveUp(data.backfill));
    });
  }

  async carryOn({ backfill, ...cause }: Cause & { backfill: number }, turn = TURN) {
    const { within } = await this.worker(cause);
    const troubled = new Set<number>();
    for (const end = Date.now() + turn; ; ) {
      try {
        if (!(await within(() => this.steps.next(backfill)))) return;
      } catch (error) {
        if (!(error instanceof DocumentFailed)) {
          await within(() => this.steps.note(backfill, troubleOf(error))).catch(() => {}); // the log tells of the first one
          throw error;
        }
        const { position, cause } = error;
        // What is no rule, such as two waiting for each other, may be over at a second try.
        if (cause instanceof BrokenRule || troubled.has(position)) {
          const [key, values] = toldOf(cause);
          await within(() => this.steps.fail(backfill, position, key, values));
        }
        troubled.add(position);
      }
      if (Date.now() > end) return within(() => this.jobs.add(MAKE_DEALS, { backfill }));
    }
  }

  /** Who works: the person who began or resumed it, seeing all of the account, each piece of work in a transaction of its own. */
  private async worker({ account, user }: Cause) {
    const person = await this.actors.personOf({ account: account!, user });
    const all = { ...person.who, crm: 'all', invoicing: 'all' };
    return { within: <T>(work: () => Promise<T>) => person.during(() => this.database.run(all, work)) };
  }
}

function troubleOf(error: unknown): Trouble {
  return error instanceof QueryFailedError && TOO_LONG.includes(error.driverError.code) ? 'slow' : 'unexpected';
}

/** A statement, or waiting for a lock, took longer than it may. */
const TOO_LONG = ['57014', '55P03'];

/** What people are told; what only a programmer understands is in the log. */
function toldOf(cause: unknown): [key: string, values: object] {
  if (cause instanceof BrokenRule) return [`broken.${cause.key}`, cause.values];
  new Logger('MakeDeals').error(cause instanceof Error ? cause.stack : cause);
  return ['backfills.failed.unexpected', {}];
}
