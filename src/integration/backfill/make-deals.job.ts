import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Actors } from '../../accounts/actors.service';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import { type Cause, Jobs } from '../../jobs/jobs.service';
import { BackfillSteps, DocumentFailed } from './backfill-steps.service';
import { MAKE_DEALS } from './backfills.service';

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
    this.jobs.handle<{ backfill: number }>(MAKE_DEALS, (data) => this.carryOn(data));
  }

  async carryOn({ account, user, backfill }: Cause & { backfill: number }, turn = TURN) {
    const person = await this.actors.personOf({ account: account!, user });
    const within = <T>(work: () => Promise<T>) => this.database.run({ ...person.who, crm: 'all', invoicing: 'all' }, work);
    const troubled = new Set<number>();
    await person.during(async () => {
      for (const end = Date.now() + turn; ; ) {
        try {
          if (!(await within(() => this.steps.next(backfill)))) return;
        } catch (error) {
          if (!(error instanceof DocumentFailed)) throw error;
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
    });
  }
}

/** What people are told; what only a programmer understands is in the log. */
function toldOf(cause: unknown): [key: string, values: object] {
  if (cause instanceof BrokenRule) return [`broken.${cause.key}`, cause.values];
  new Logger('MakeDeals').error(cause instanceof Error ? cause.stack : cause);
  return ['backfills.failed.unexpected', {}];
}
