import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Actors } from '../../accounts/actors.service';
import { BrokenRule } from '../../broken-rule';
import { addDays, today } from '../../clock';
import { Database } from '../../database/database';
import { Jobs } from '../../jobs/jobs.service';
import { say } from '../../web/say';
import { RecurringDocuments } from './recurring-documents.service';

/** From this hour on documents of a day are made, in the account's time zone (R130). */
const HOUR = 5;
/** Of one definition at once: after a long pause of the server the rest follows within the hour. */
const MOST_AT_ONCE = 50;

/** Makes what recurs: each hour for the accounts in which it is past five, so that a server that was off catches up (R102, R130). */
@Injectable()
export class MakeRecurringDocuments implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly actors: Actors,
    private readonly database: Database,
    private readonly documents: RecurringDocuments,
  ) {}

  onModuleInit() {
    this.jobs.clock('MakeRecurringDocuments', '2 * * * *', () => this.makeAll(), { atStart: true });
  }

  async makeAll(now = new Date()) {
    for (const account of await this.actors.accounts()) {
      const owner = await this.actors.personOf({ account });
      if (hourIn(owner.timeZone, now) < HOUR) continue;
      const due = await owner.during(() => this.database.run({ ...owner.who, readOnly: true }, () => this.documents.due()));
      for (const { id, user } of due) await this.make({ account, user }, id);
    }
  }

  /** As the person who made the definition, or the account's owner when they are gone. */
  private async make(cause: { account: number; user: number | null }, id: number) {
    const person = await this.actors.personOf(cause);
    await person.during(async () => {
      try {
        for (let made = 0; made < MOST_AT_ONCE; made++) {
          if (!(await this.database.run(person.who, () => this.documents.makeNext(id)))) return;
        }
      } catch (error) {
        const words = wordsOf(error);
        await this.database.run(person.who, () => this.documents.fail(id, words, addDays(today(), 1)));
      }
    });
  }
}

/** What people are told; what only a programmer understands is in the log. */
function wordsOf(error: unknown): string {
  if (error instanceof BrokenRule) return say(`broken.${error.key}`, error.values);
  new Logger('MakeRecurringDocuments').error(error instanceof Error ? error.stack : error);
  return say('recurring.failed');
}

function hourIn(timeZone: string, now: Date) {
  return Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(now));
}
